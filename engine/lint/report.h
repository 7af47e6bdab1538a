// Where the looks at a formula put what they find.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/lint/formula.h"
#include "engine/lint/lint.h"

namespace presave::lint {

class Report {
 public:
  /// At a part of a formula. Without an advice, the rule's own stands.
  void add(std::string_view code, const Formula& formula, NodeIndex at, std::string message,
           std::string advice = {}) {
    const syntax::Span span = formula.node(at).span;
    add(code, formula, span, std::move(message), std::move(advice));
  }
  void add(std::string_view code, const Formula& formula, syntax::Span span, std::string message,
           std::string advice = {}) {
    add({&rule_named(code), formula.object, formula.name, std::move(message), std::move(advice), formula.text,
         span.begin, span.end, formula.source});
  }
  void add(Finding finding) {
    if (finding.advice.empty()) finding.advice = finding.rule->advice;
    findings_.push_back(std::move(finding));
  }

  std::vector<Finding> take() { return std::move(findings_); }

 private:
  std::vector<Finding> findings_;
};

}  // namespace presave::lint
