#include "server/api/callout/openapi.h"

#include <vector>

#include "engine/base/json_text.h"
#include "server/api/callout/operations.h"
#include "server/api/callout/problems.h"
#include "server/api/callout/schemas.h"
#include "server/api/version.h"

namespace presave::server::api::callout {
namespace {

using std::string_view;

void write_reference(JsonText& out, string_view schema) {
  const std::string path = "#/components/schemas/" + std::string(schema);
  out.member("$ref", string_view(path));
}

void write_content(JsonText& out, string_view type, string_view schema) {
  out.begin_object("content");
  out.begin_object(type);
  out.begin_object("schema");
  write_reference(out, schema);
  out.end_object();
  out.end_object();
  out.end_object();
}

void write_words(JsonText& out, string_view name, string_view words) {
  out.begin_array(name);
  while (!words.empty()) {
    const auto end = words.find(' ');
    out.item(words.substr(0, end));
    words.remove_prefix(end == string_view::npos ? words.size() : end + 1);
  }
  out.end_array();
}

void write_property(JsonText& out, const Property& property) {
  out.begin_object(property.name);
  switch (property.kind) {
    case ValueKind::kText:
      out.member("type", string_view("string"));
      break;
    case ValueKind::kInteger:
      out.member("type", string_view("integer"));
      out.member("format", string_view("int32"));
      break;
    case ValueKind::kBoolean:
      out.member("type", string_view("boolean"));
      break;
    case ValueKind::kTexts:
    case ValueKind::kObjects:
      out.member("type", string_view("array"));
      out.begin_object("items");
      if (property.kind == ValueKind::kTexts) out.member("type", string_view("string"));
      if (property.kind == ValueKind::kObjects) write_reference(out, property.of);
      out.end_object();
  }
  if (!property.values.empty()) write_words(out, "enum", property.values);
  out.member("description", property.description);
  out.end_object();
}

/// The list may not be empty.
void write_required(JsonText& out, std::span<const Property> properties) {
  std::vector<string_view> names;
  for (const Property& one : properties) {
    if (one.always) names.push_back(one.name);
  }
  if (!names.empty()) out.texts("required", names);
}

void write_schema(JsonText& out, const Schema& schema) {
  out.begin_object(schema.name);
  out.member("type", string_view("object"));
  out.member("description", schema.description);
  write_required(out, schema.properties);
  out.begin_object("properties");
  for (const Property& one : schema.properties) write_property(out, one);
  out.end_object();
  if (!schema.open) out.member("additionalProperties", false);
  out.end_object();
}

void write_parameter(JsonText& out, const Parameter& parameter) {
  out.begin_object();
  out.member("name", parameter.name);
  out.member("in", parameter.in);
  out.member("required", parameter.required);
  out.member("description", parameter.description);
  out.begin_object("schema");
  out.member("type", parameter.type);
  out.end_object();
  out.end_object();
}

void write_operation(JsonText& out, const Operation& operation) {
  out.begin_object(operation.method == "POST" ? "post" : "get");
  out.member("operationId", operation.id);
  out.member("summary", operation.summary);
  out.member("description", operation.description);
  out.begin_array("parameters");
  for (const Parameter& one : operation.parameters) write_parameter(out, one);
  out.end_array();
  if (!operation.takes.empty()) {
    out.begin_object("requestBody");
    out.member("required", true);
    write_content(out, "application/json", operation.takes);
    out.end_object();
  }
  out.begin_object("responses");
  out.begin_object("200");
  out.member("description", string_view("The answer."));
  write_content(out, "application/json", operation.gives);
  out.end_object();
  out.begin_object("4XX");
  out.member("description", string_view("A refusal: what is wrong and what to do."));
  write_content(out, "application/problem+json", "Problem");
  out.end_object();
  out.begin_object("5XX");
  out.member("description", string_view("The server could not answer."));
  write_content(out, "application/problem+json", "Problem");
  out.end_object();
  out.end_object();
  out.end_object();
}

void write_security(JsonText& out) {
  out.begin_object("securitySchemes");
  out.begin_object("bearer");
  out.member("type", string_view("http"));
  out.member("scheme", string_view("bearer"));
  out.member("bearerFormat", string_view("JWT"));
  out.end_object();
  out.begin_object("basic");
  out.member("type", string_view("http"));
  out.member("scheme", string_view("basic"));
  out.end_object();
  out.end_object();
}

/// Two spaces a level, as people and `diff` like to read it. The text is our own JSON: no white space outside
/// strings.
std::string indented(string_view json) {
  std::string out;
  std::size_t level = 0;
  bool in_text = false;
  const auto line = [&out, &level] { out += "\n" + std::string(2 * level, ' '); };
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_text || c == '"') {
      out += c;
      if (in_text && c == '\\')
        out += json[++i];
      else if (c == '"')
        in_text = !in_text;
      continue;
    }
    const bool closes = c == '}' || c == ']';
    const bool opens = c == '{' || c == '[';
    const bool empty = opens && (json[i + 1] == '}' || json[i + 1] == ']');
    if (closes) --level, line();
    out += c;
    if (empty)
      out += json[++i];
    else if (opens)
      ++level, line();
    if (c == ',') line();
    if (c == ':') out += ' ';
  }
  return out + "\n";
}

}  // namespace

std::string openapi_document() {
  JsonText out;
  out.begin_object();
  out.member("openapi", string_view("3.0.3"));
  out.begin_object("info");
  out.member("title", string_view("Presave"));
  out.member("description",
             string_view("A Salesforce org's own rules, decided before save: docs/callout.md."));
  out.member("version", kVersion);
  out.begin_object("license");
  out.member("name", string_view("Apache-2.0"));
  out.member("url", string_view("https://www.apache.org/licenses/LICENSE-2.0"));
  out.end_object();
  out.end_object();
  out.begin_array("servers");
  out.begin_object();
  out.member("url", string_view("/"));
  out.end_object();
  out.end_array();
  out.begin_array("security");
  for (const string_view scheme : {"bearer", "basic"}) {
    out.begin_object();
    out.begin_array(scheme);
    out.end_array();
    out.end_object();
  }
  out.end_array();
  out.begin_object("paths");
  for (const Operation& one : operations()) {
    out.begin_object(one.path);
    write_operation(out, one);
    out.end_object();
  }
  out.end_object();
  out.begin_object("components");
  write_security(out);
  out.begin_object("schemas");
  for (const Schema& one : schemas()) write_schema(out, one);
  out.end_object();
  out.end_object();
  out.end_object();
  return indented(std::move(out).take());
}

}  // namespace presave::server::api::callout
