#include "tools/reference/reference.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/base/join.h"
#include "engine/base/json_text.h"
#include "engine/functions/registry.h"
#include "engine/syntax/precedence.h"

namespace presave::reference {
namespace {

using functions::Availability;
using functions::Overload;
using functions::Row;

constexpr std::string_view kIntroduction = R"(# Formula functions and operators

Everything that a validation rule or formula field may say in Presave, and what comes of it. Names may be written in
any case. The page is made from the functions themselves (`cmake --build build/dev --target functions_page`); every
example is run as a test.

How to read the tables:

- The types are Number (also Currency and Percent), Text (also Email, Phone, URL and Id), Boolean (Checkbox), Date,
  DateTime, Time, Picklist, Multipicklist and Geolocation. T and R stand for one type throughout the line.
- A blank argument makes the result blank, unless the description says otherwise. Where a type is marked `?`, the
  function looks at the blank itself. `…` means that the last argument may be repeated.
- A division by zero, an argument out of range and the like are an error of the formula: Salesforce does not save a
  record whose rule ends so, and Presave says so before.
- *Rules* are validation rules; *fields* are formula fields. What only the org can answer compiles, and the rule is
  *undetermined* until Salesforce decides it.
- † The API shows a formula field's value a little differently than a rule computes it, in corner cases such as
  blanks; Presave follows both.
)";

// A table's cell must not end at a bar.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}
std::string prose(std::string_view text) { return escaped(text, "|*_<>`"); }
std::string code(std::string_view text) { return join({"`", escaped(text, "|"), "`"}); }

bool is_prefix(const Row& row) { return row.name.starts_with("unary "); }

std::string name_cell(const Row& row) {
  return is_prefix(row) ? code(row.name.substr(row.name.size() - 1)) + " before a number" : code(row.name);
}

std::string parameter(const Row& row, const Overload& overload, std::size_t index) {
  const functions::LiteralRule* rule = row.literal_rule(index);
  if (rule && rule->literal_only) return std::string(rule->expected);
  const functions::Parameter& taken = overload.parameters[index];
  return join({name_of(taken.type), taken.sees_blanks ? "?" : ""});
}

std::string arguments(const Row& row, const Overload& overload) {
  std::string out;
  for (std::size_t i = 0; i < overload.count; ++i) out += (i == 0 ? "" : ", ") + parameter(row, overload, i);
  return overload.open ? out + ", …" : out;
}

std::string signature(const Row& row, const Overload& overload) {
  const std::string result = join({" → ", name_of(overload.result)});
  if (is_prefix(row)) return row.name.back() + parameter(row, overload, 0) + result;
  if (syntax::binary_level(row.name) == 0) return join({row.name, "(", arguments(row, overload), ")", result});
  return join({parameter(row, overload, 0), " ", row.name, " ", parameter(row, overload, 1), result});
}

// The sentences of a form, with an arrow in the place of "->".
std::vector<std::string> form_signatures(std::string_view sentences) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < sentences.size();) {
    const std::size_t end = std::min(sentences.find("; ", begin), sentences.size());
    std::string& sentence = out.emplace_back(sentences.substr(begin, end - begin));
    if (const std::size_t arrow = sentence.find("->"); arrow != std::string::npos) sentence.replace(arrow, 2, "→");
    begin = end + 2;
  }
  return out;
}

std::vector<std::string> signatures(const Row& row) {
  if (!row.signature.empty()) return form_signatures(row.signature);
  std::vector<std::string> out;
  for (const Overload& overload : row.overloads) out.push_back(signature(row, overload));
  return out;
}

std::string signature_cell(const Row& row) {
  std::string out;
  for (const std::string& one : signatures(row)) out += (out.empty() ? "" : "<br>") + code(one);
  return out;
}

std::string_view where(const Row& row) {
  switch (row.availability) {
    case Availability::kEverywhere: return "everywhere";
    case Availability::kChangesOnly: return "rules";
    case Availability::kHost: return "host";
    case Availability::kButtonsOnly: break;
  }
  return "buttons";
}

void write_row(JsonText& out, std::string_view group, const Row& row) {
  out.begin_object();
  out.member("name", row.name);
  out.member("group", group);
  if (is_prefix(row) || syntax::binary_level(row.name) != 0) out.member("operator", true);
  out.texts("signatures", signatures(row));
  out.member("does", row.doc);
  if (!row.example.empty()) {
    out.member("example", row.example);
    out.member("gives", row.result);
  }
  out.member("where", where(row));
  out.end_object();
}

std::string where_cell(const Row& row) {
  const std::string_view mark = row.api_overloads.empty() ? "" : " †";
  switch (row.availability) {
    case Availability::kEverywhere: return join({"rules, fields", mark});
    case Availability::kChangesOnly: return join({"rules", mark});
    case Availability::kHost: return "rules, fields; only the org can answer";
    case Availability::kButtonsOnly: break;
  }
  return "buttons and links only; refused in rules and fields";
}

std::string example_cell(const Row& row) {
  if (row.example.empty()) return "";
  return join({code(row.example), " → ", row.result.empty() ? "blank" : code(row.result)});
}

std::string line(const Row& row) {
  return join({"| ", name_cell(row), " | ", signature_cell(row), " | ", prose(row.doc), " | ", where_cell(row), " | ",
               example_cell(row), " |\n"});
}

// "`||`, then `&&`, then `=` `<>`, …": the operators by how loosely they bind.
std::string binding_order() {
  std::string order;
  for (int level = syntax::kLowestLevel; level < syntax::kPrefixLevel; ++level) {
    if (level > syntax::kLowestLevel) order += ", then";
    for (const Row& row : functions::operator_rows()) {
      if (syntax::binary_level(row.name) == level) order += join({order.empty() ? "" : " ", "`", row.name, "`"});
    }
  }
  return order;
}

}  // namespace

std::string functions_page() {
  std::string page(kIntroduction);
  page += join({"- Operators, from the one that binds loosest: ", binding_order(), ", then signs and `NOT`.\n"});
  for (const functions::Group& group : functions::groups()) {
    page += join({"\n## ", group.title, "\n\n| name | what it takes and gives | what it does | where | example |\n",
                  "|---|---|---|---|---|\n"});
    for (const Row& row : group.rows()) page += line(row);
  }
  return page;
}

std::string functions_list() {
  std::string list = "[";
  for (const functions::Group& group : functions::groups()) {
    for (const Row& row : group.rows()) {
      JsonText out;
      write_row(out, group.title, row);
      list += (list.size() == 1 ? "\n" : ",\n") + std::move(out).take();
    }
  }
  return list + "\n]\n";
}

}  // namespace presave::reference
