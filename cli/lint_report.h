// What `presave lint` says: for people, as JSON, and as SARIF 2.1.0, which code hosts and editors show.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "cli/source_place.h"
#include "cli/terminal.h"
#include "engine/lint/lint.h"

namespace presave::cli {

class LintReport {
 public:
  /// Looks through the org, which must outlive the report.
  LintReport(const schema::Org& org, SourcePlaces& places);

  /// Each finding with a mark under its place in the formula, and how many there are.
  std::string text(const Painter& painter) const;
  /// One JSON document: {"name", "errors", "warnings", "notes", "findings": […]}.
  std::string json() const;
  /// One SARIF log.
  std::string sarif() const;

  /// Whether there is more than notes.
  bool calls_for_action() const;

 private:
  struct Placed {
    lint::Finding finding;
    Place place;
  };
  std::size_t count(lint::Severity severity) const;

  const schema::Org& org_;
  std::vector<Placed> findings_;
};

/// Everything that is looked for: code, severity, what is wrong, what to do.
std::string lint_rules_text();

}  // namespace presave::cli
