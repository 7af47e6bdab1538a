// Whether conditions can be TRUE at all, alone or together: every Boolean expression as a tree over subjects,
// and a search through the subjects' classes. What the search does not look into may be anything, so it never
// says "impossible" of what is possible.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "engine/lint/subject.h"

namespace presave::lint {

/// An expression that is wanted to come out as one of some truths.
struct Wish {
  std::uint32_t expression = 0;  ///< as Logic::add gave it
  TruthSet truths = kTrue;
};

class Logic {
 public:
  /// Adds the Boolean expression at a node; expressions that speak of the same things share their subjects.
  std::uint32_t add(const Formula& formula, NodeIndex index);

  /// Whether some record fulfils all wishes; none when that would take too long to find out.
  std::optional<bool> can_be(std::span<const Wish> wishes);
  /// The same where the subject is not blank.
  std::optional<bool> can_be_filled(std::span<const Wish> wishes, std::uint32_t subject);

  const std::vector<Subject>& subjects() const { return subjects_; }
  /// The subjects of one expression, each once, as they appear.
  std::vector<std::uint32_t> subjects_of(std::uint32_t expression) const;

 private:
  enum class Kind : std::uint8_t { kConstant, kTest, kCompared, kAll, kAny, kNot, kIf, kSame, kDiffer };
  struct Expression {
    Kind kind = Kind::kConstant;
    TruthSet constant = kAnyTruth;  ///< kConstant
    std::uint32_t subject = 0;      ///< kTest: of that class; kCompared
    std::uint32_t cls = 0;
    functions::Form form{};
    Value mark{};
    std::vector<std::uint32_t> operands{};
  };
  static constexpr std::size_t kNoClass = ~std::size_t{0};
  struct Search;

  std::uint32_t push(Expression expression);
  std::uint32_t call(const Formula& formula, NodeIndex index);
  std::uint32_t with_operands(Kind kind, const Formula& formula, NodeIndex index);
  std::uint32_t comparison(const Formula& formula, NodeIndex index, functions::Form form);
  std::uint32_t with_mark(const Formula& formula, NodeIndex subject, functions::Form form, const Value& mark);
  std::uint32_t pair(const Formula& formula, NodeIndex index, functions::Form form);
  std::uint32_t blank_test(const Formula& formula, NodeIndex index);
  std::uint32_t unknown(const Formula& formula, NodeIndex index);
  std::uint32_t subject(Subject::Kind kind, std::string key, const Domain& domain);
  void prepare();
  TruthSet class_truths(const Expression& expression, std::size_t cls) const;
  TruthSet combined(const Expression& expression, const std::vector<TruthSet>& truths) const;
  TruthSet same_truths(TruthSet a, TruthSet b, bool same) const;
  bool contradicts_itself(const std::vector<std::size_t>& classes) const;
  bool search(Search& search, std::size_t depth);

  /// LEN(text) and text: blank exactly where the length is 0.
  struct Length {
    std::uint32_t length = 0;
    std::uint32_t text = 0;
  };
  std::vector<Length> lengths() const;

  std::vector<Subject> subjects_;
  std::vector<Expression> expressions_;  ///< operands before what uses them
  Arena constants_;
};

}  // namespace presave::lint
