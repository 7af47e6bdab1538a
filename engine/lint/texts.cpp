// Texts that stand in a formula: record ids, and regular expressions that can take too long.
#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/lint/looks.h"
#include "engine/regex/runaway.h"

namespace presave::lint {
namespace {

using functions::Form;

constexpr std::size_t kShortId = 15;
constexpr std::size_t kLongId = 18;

// The three characters behind an id of 15 that keep its case: what CASESAFEID adds.
std::string id_suffix(std::string_view id) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  constexpr std::size_t kBlock = 5;
  std::string suffix;
  for (std::size_t block = 0; block < kShortId / kBlock; ++block) {
    std::size_t bits = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
      const char c = id[block * kBlock + i];
      if (c >= 'A' && c <= 'Z') bits |= std::size_t{1} << i;
    }
    suffix += kDigits[bits];
  }
  return suffix;
}

// Ids begin with the kind of record ("001", "a0B"), then the instance, and a zero; a word of 15 letters does
// not.
bool is_id(std::string_view text) {
  if (text.size() != kShortId && text.size() != kLongId) return false;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); }))
    return false;
  if (text.size() == kLongId && text.substr(kShortId) != id_suffix(text)) return false;
  constexpr std::size_t kReserved = 6;
  const bool kind = is_digit(text[0]) || (text[0] >= 'a' && text[0] <= 'z' && is_digit(text[1]));
  return kind && text.substr(kReserved, 2) == "00" && std::any_of(text.begin(), text.end(), is_letter);
}

// Whether only the pattern can be slow: a text of few characters is matched fast whatever the pattern.
bool is_long(const schema::Field* field) {
  constexpr int kFew = 15;
  return !field || !field->length || *field->length > kFew;
}

void look_at_regex(const Formula& formula, NodeIndex index, Report& report) {
  const auto operands = formula.operands(index);
  const Node& pattern = formula.node(operands[1]);
  if (pattern.kind != NodeKind::kText || !is_long(formula.field_read(operands[0]))) return;
  if (!regex::can_run_away(formula.tree.text(pattern))) return;
  report.add("slow-regex", formula, operands[1],
             "A repetition in this pattern repeats another one of the same characters: a long text that does "
             "not match is "
             "refused as too complicated.");
}

}  // namespace

void look_at_texts(const Formula& formula, Report& report) {
  for (NodeIndex index = 0; index < formula.tree.size(); ++index) {
    const Node& node = formula.node(index);
    if (node.kind == NodeKind::kText && is_id(formula.tree.text(node))) {
      report.add(
          "hard-coded-id", formula, index,
          join({formula.source_of(index), " is the id of one record of one org, and no other org's."}));
    }
    if (formula.is(index, Form::kMatch)) look_at_regex(formula, index, report);
  }
}

}  // namespace presave::lint
