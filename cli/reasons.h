// Why the rows of a file do not pass, counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "cli/row_report.h"

namespace presave::cli {

/// What is told apart: one rule says one kind of thing about one field.
struct ReasonKey {
  Weight weight = Weight::kRefused;
  std::string rule;   ///< empty: no rule could be asked
  std::string field;  ///< empty: the record as a whole

  bool operator<(const ReasonKey& other) const {
    return std::tie(weight, rule, field) < std::tie(other.weight, other.rule, other.field);
  }
};

struct Reason {
  struct Example {
    std::uint64_t line = 0;
    std::string text;
  };
  std::size_t count = 0;
  std::vector<Example> examples;  ///< the first few, in the order of the rows
};

/// Counts the messages of rows. Its size is that of the rules, not of the file.
class Reasons {
 public:
  static constexpr std::size_t kExamples = 3;

  void add(std::uint64_t line, const RowMessage& message);
  /// Adds those of later rows.
  void add(Reasons later);

  const std::map<ReasonKey, Reason>& all() const { return all_; }

 private:
  std::map<ReasonKey, Reason> all_;
};

}  // namespace presave::cli
