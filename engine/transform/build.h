// What the parts of compiling a mapping share: the document, the org, and where mistakes go.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/bundle/json_reader.h"
#include "engine/check/checker.h"
#include "engine/transform/mapping.h"

namespace presave::transform {

/// One mapping while it is compiled.
struct Build {
  const schema::Org& org;
  const json::Document& document;
  json::Complaints& shape;  ///< the document has another shape than a mapping
  Plan& plan;
  const schema::Object* object = nullptr;  ///< null where the org has no such object
  std::size_t map_entries = 0;

  void error(const json::Node& at, std::string message) { add(true, at, std::move(message)); }
  void warning(const json::Node& at, std::string message) { add(false, at, std::move(message)); }
  /// The program of a formula over the source's columns; none after findings.
  std::optional<program::Program> formula(const json::Node& at, const check::Expected& expected);

 private:
  void add(bool is_error, const json::Node& at, std::string message, syntax::Span span = {});
};

/// A text, number or boolean as a text; none for anything else.
std::optional<std::string> scalar(const json::Node& node);

/// Adds what a member of "fields" says to the plan.
void add_field(Build& build, const json::Member& member);

}  // namespace presave::transform
