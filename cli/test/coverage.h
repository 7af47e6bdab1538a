// Which conditions of which rules the cases have shown.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/presave.h"

namespace presave::cli {

/// One thing that the cases should show: a condition TRUE or FALSE, or a branch of CASE chosen.
struct CoveredGoal {
  std::size_t begin = 0;  ///< in the formula, in bytes
  std::size_t end = 0;
  std::string side;       ///< "true", "false", "chosen"
  std::string text;       ///< of the condition or branch
  std::size_t cases = 0;  ///< how many have shown it
};

/// One rule.
struct CoveredRule {
  std::string object;
  std::string rule;
  std::string formula;
  std::string file;     ///< of the org's source; empty where unknown
  int line = 0;         ///< of the formula's first character
  bool compiles = true;
  std::vector<CoveredGoal> goals;

  std::size_t seen() const;
  /// The source line of a place in the formula.
  int line_at(std::size_t offset) const;
};

/// Every active rule of the org, in the order of objects.
class Coverage {
 public:
  /// Nothing is shown yet.
  static Result<Coverage> of(const Bundle& bundle);
  /// Adds what one case has shown: the "rules" of a cover document. Says how much of it is new.
  std::size_t add(const std::string& object, const nlohmann::ordered_json& rules);

  const std::vector<CoveredRule>& rules() const { return rules_; }
  std::size_t seen() const;
  std::size_t total() const;
  /// In percent, rounded down: 100 means everything. 100 where there is nothing to see.
  double percent() const;

 private:
  std::vector<CoveredRule> rules_;
};

/// "97.5 %", never 100 where something is missing.
std::string percent_text(std::size_t seen, std::size_t total);

/// In words: "TRUE", "FALSE", "chosen". FALSE is also a blank, which conditions do not tell from it.
std::string side_text(const std::string& side);

/// A condition on one line, cut where it is long.
std::string one_line(std::string text, std::size_t most);

}  // namespace presave::cli
