// What conditions speak of: a field or any other expression whose value several conditions compare. Its
// values are sorted into classes that no condition can tell apart, so that trying one value of each class is
// trying them all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/functions/function.h"
#include "engine/lint/formula.h"

namespace presave::lint {

/// What a condition can be, as bits of a set.
enum Truth : std::uint8_t { kFalse = 1, kTrue = 2, kBlank = 4 };
using TruthSet = std::uint8_t;
inline constexpr TruthSet kNotTrue = kFalse | kBlank;
inline constexpr TruthSet kAnyTruth = kFalse | kTrue | kBlank;

/// The numbers that an expression can be: LEN of a text of 80 characters is whole, 0 to 80 and never blank.
struct Domain {
  std::optional<Decimal> least;
  std::optional<Decimal> most;
  bool whole = false;
  bool blank = true;
};
/// What is known of a node's number without a record.
Domain domain_of(const Formula& formula, NodeIndex index);

class Subject {
 public:
  enum class Kind : std::uint8_t {
    kCondition,  ///< FALSE, TRUE, blank: a condition that is not looked into
    kOrdered,    ///< blank; then below, at and above each of the marks
    kChoice,     ///< blank; then each of the marks; then any other value
    kPair,       ///< two expressions: blank; then less, equal, greater
  };
  Subject(Kind kind, std::string key, Domain domain)
      : kind_(kind), key_(std::move(key)), domain_(std::move(domain)) {}

  Kind kind() const { return kind_; }
  const std::string& key() const { return key_; }
  /// A value that some condition compares with.
  void add_mark(const Value& value);
  std::size_t classes() const;
  /// Whether any value falls into a class at all.
  bool is_possible(std::size_t cls) const;
  static constexpr std::size_t kBlankClass = 0;
  /// Of a length: whether the class holds 0, and whether it holds more.
  bool holds_zero(std::size_t cls) const;
  bool holds_more(std::size_t cls) const;

  /// What "subject FORM mark" is for the values of a class; the mark has been added before. Pairs have no
  /// mark.
  Truth compared(functions::Form form, const Value& mark, std::size_t cls) const;

 private:
  bool may_be(const Value& number) const;
  bool gap_is_possible(std::size_t gap) const;

  Kind kind_;
  std::string key_;
  Domain domain_;
  std::vector<Value> marks_;  ///< sorted
};

}  // namespace presave::lint
