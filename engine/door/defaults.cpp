#include "engine/door/defaults.h"

#include <algorithm>
#include <utility>

#include "engine/door/documents.h"
#include "engine/door/part_json.h"

namespace presave::door {
namespace {

constexpr std::string_view kMember = "defaults";

// As a record would bring it; empty where no default stands, or what it is cannot be computed here.
std::string standing_default(rules::Record& record, std::uint32_t slot) {
  const Value value = record.present.value(slot);
  if (!record.present.is_default(slot) || value.is_stuck() || value.is_blank()) return {};
  if (value.kind() == ValueKind::kNumber) return shown_value(value, *record.rules.layout()[slot].field);
  return part_json(value);
}

/// Members of one object that begins with the first of them.
class Members {
 public:
  explicit Members(JsonText& out) : out_(out) {}
  void add(std::string_view name, std::string_view json) {
    if (!std::exchange(begun_, true)) out_.begin_object(kMember);
    out_.json(name, json);
  }
  void end() {
    if (begun_) out_.end_object();
  }

 private:
  JsonText& out_;
  bool begun_ = false;
};

}  // namespace

void write_defaults(JsonText& out, rules::Record& record) {
  if (record.operation != rules::Operation::kInsert) return;
  Members members(out);
  for (const std::uint32_t slot : record.rules.defaults()) {
    const std::string text = standing_default(record, slot);
    if (!text.empty()) members.add(record.rules.layout()[slot].path, text);
  }
  members.end();
}

LiveDefaults::LiveDefaults(rules::Record& record) {
  if (record.operation != rules::Operation::kInsert) return;
  for (const std::uint32_t slot : record.rules.defaults()) said_.push_back(standing_default(record, slot));
}

void LiveDefaults::write_change(JsonText& out, const rules::RuleSet& rules, std::uint32_t slot) {
  if (said_.empty()) return;
  const auto at = std::lower_bound(rules.defaults().begin(), rules.defaults().end(), slot);
  if (at == rules.defaults().end() || *at != slot) return;
  std::string& said = said_[static_cast<std::size_t>(at - rules.defaults().begin())];
  if (said.empty()) return;
  said.clear();
  Members members(out);
  members.add(rules.layout()[slot].path, "null");
  members.end();
}

void LiveDefaults::write_changes(JsonText& out, rules::Record& record) {
  Members members(out);
  for (std::size_t i = 0; i < said_.size(); ++i) {
    const std::uint32_t slot = record.rules.defaults()[i];
    std::string text = standing_default(record, slot);
    if (text == said_[i]) continue;
    members.add(record.rules.layout()[slot].path, text.empty() ? "null" : text);
    said_[i] = std::move(text);
  }
  members.end();
}

}  // namespace presave::door
