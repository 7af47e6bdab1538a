// One member of "fields": where its value comes from, and whether the org's field can hold that.
#include <algorithm>
#include <array>

#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/check/nearest.h"
#include "engine/run/layout.h"
#include "engine/transform/build.h"
#include "engine/transform/json_value.h"
#include "engine/transform/limits.h"
#include "engine/value/utf16.h"

namespace presave::transform {
namespace {

using json::Node;
using schema::Field;
using schema::FieldType;

constexpr std::string_view kId = "Id";

// A field that bundles say nothing about may stand on any standard object; a custom one may not.
bool is_custom(std::string_view name) { return name.find("__") != std::string_view::npos; }

std::string why_not_set(const Field& field) {
  if (field.is_formula()) return "is a formula field";
  if (field.type == FieldType::kAutoNumber) return "is numbered by Salesforce";
  if (field.type == FieldType::kSummary || field.roll_up) return "is computed by Salesforce";
  if (field.type == FieldType::kLocation) return "is a place, which mappings cannot fill yet";
  return {};
}

check::Expected expected_of(FieldType type) {
  switch (run::formula_type(type)) {
    case Type::kNumber: return {set_of(Type::kNumber), "Number"};
    case Type::kBoolean: return {set_of(Type::kBoolean), "true or false"};
    case Type::kDate: return {set_of(Type::kDate), "Date"};
    case Type::kDateTime: return {set_of(Type::kDateTime), "DateTime"};
    case Type::kTime: return {set_of(Type::kTime), "Time"};
    default: return {set_of(Type::kText), "Text"};
  }
}

bool is_picklist(FieldType type) { return type == FieldType::kPicklist || type == FieldType::kMultiselectPicklist; }

/// Reads one member and adds it to the plan.
class FieldReader {
 public:
  FieldReader(Build& build, const json::Member& member) : build_(build), member_(member) {}

  void read() {
    if (!find_field()) return;
    plan_.type = field_->type;
    if (scalar(member_.node)) {  // "Email: Mail" is short for "Email: {from: Mail}"
      plan_.column = column(member_.node);
    } else {
      read_members();
    }
    if (std::any_of(build_.plan.fields.begin(), build_.plan.fields.end(),
                    [&](const FieldPlan& other) { return schema::same_name(other.name, plan_.name); })) {
      return build_.error(member_.node, join({plan_.name, " is filled twice"}));
    }
    build_.plan.fields.push_back(std::move(plan_));
  }

 private:
  // False where there is no such object, or the field cannot be filled.
  bool find_field() {
    if (!build_.object) return false;
    static const Field kIdField = [] { Field field; field.type = FieldType::kId; return field; }();
    static const Field kUnknown;
    plan_.name = std::string(member_.name);
    const bool is_id = schema::same_name(member_.name, kId);
    if (is_id && build_.plan.operation == Operation::kInsert) {
      build_.error(member_.node, "Id is given by Salesforce when it inserts; leave it out");
      return false;
    }
    if (!is_id && build_.plan.operation == Operation::kDelete) {
      build_.error(member_.node, "a delete takes the field Id alone");
      return false;
    }
    const auto at = build_.object->fields.find(member_.name);
    if (at == build_.object->fields.end()) {
      if (is_id) return field_ = &kIdField, true;
      return unknown_field(kUnknown);
    }
    plan_.name = at->first;
    field_ = &at->second;
    const std::string reason = why_not_set(*field_);
    if (!reason.empty()) build_.error(member_.node, join({at->first, " ", reason, ": no value can be set"}));
    return reason.empty();
  }

  bool unknown_field(const Field& stand_in) {
    check::Nearest nearest(member_.name);
    for (const auto& [name, field] : build_.object->fields) nearest.offer(name);
    const std::string message = join({build_.plan.object, " has no field ", member_.name, nearest.question()});
    if (is_custom(member_.name) || is_custom(build_.plan.object) || !nearest.name().empty()) {
      build_.error(member_.node, message);
      return false;
    }
    build_.warning(member_.node, join({message, " that this bundle knows; it is taken as a text"}));
    field_ = &stand_in;
    return true;
  }

  void read_members() {
    json::ObjectReader reader(member_.node, build_.shape);
    const std::array<const Node*, 4> sources = {reader.member("from"), reader.member("formula"), reader.member("value"),
                                                reader.member("lookup")};
    const Node* otherwise = reader.member("otherwise");
    const Node* map = reader.member("map");
    const Node* fallback = reader.member("default");
    const Node* when = reader.member("when");
    reader.refuse_unknown();
    if (build_.shape.any()) return;
    if (std::count(sources.begin(), sources.end(), nullptr) != 3) {
      return build_.error(member_.node, "a field takes its value from exactly one of from, formula, value and lookup");
    }
    const auto [from, formula, value, lookup] = sources;
    if (lookup) read_lookup(*lookup);
    if (map) read_map(*map, from, otherwise);
    else if (otherwise) build_.error(*otherwise, "otherwise belongs to a map");
    if (from) plan_.column = column(*from);
    if (formula) plan_.formula = build_.formula(*formula, expected_of(plan_.type));
    if (value) plan_.constant = ready(*value);
    if (fallback) plan_.fallback = ready(*fallback);
    if (when) plan_.when = build_.formula(*when, {set_of(Type::kBoolean), "true or false"});
  }

  std::optional<std::uint32_t> column(const Node& node) {
    const std::optional<std::string> name = scalar(node);
    if (!name || name->empty()) {
      build_.shape.add(node, "expected the name of a column");
      return std::nullopt;
    }
    const std::optional<std::uint32_t> slot = build_.plan.columns.slot(*name);
    if (!slot) {
      build_.error(node, join({"more than ", std::to_string(kMostColumns), " columns are read"}));
      return std::nullopt;
    }
    const Type given = build_.plan.columns[*slot].type;
    const Type wanted = run::formula_type(plan_.type);
    const bool text = wanted == Type::kText || wanted == Type::kPicklist || wanted == Type::kMultiPicklist;
    const bool fits = plan_.map || given == Type::kText || given == wanted;  // a text is read as the field's type
    if (!fits) {
      build_.error(node, join({"column ", *name, " is of type ", name_of(given), ", and ", plan_.name, " holds ", name_of(wanted),
                               text ? join({"; write formula: \"TEXT(", *name, ")\""}) : std::string("; convert it in a formula")}));
    }
    if (plan_.map && given != Type::kText) build_.error(node, join({"a map takes a text, and column ", *name, " is of type ", name_of(given)}));
    return slot;
  }

  // A value that stands in the mapping, as JSON; none after a finding.
  Ready ready(const Node& node) {
    const std::optional<std::string> text = scalar(node);
    if (node.is_null()) return "null";
    if (!text) {
      build_.shape.add(node, "expected a text, a number, true or false");
      return std::nullopt;
    }
    if (text->empty()) return "null";
    Column reader;
    reader.type = run::formula_type(plan_.type);
    const std::optional<Value> value = reader.read(*text, true);
    Ready json = value ? json_value(*value) : std::nullopt;
    if (!json) build_.error(node, join({plan_.name, " wants ", reader.wanted(), ", and ", shortened(*text, kShownCharacters), " is none"}));
    else check_text(node, *text);
    return json;
  }

  // Length and picklist values of a text that is known before any row.
  void check_text(const Node& node, const std::string& text) {
    if (plan_.relation_field.empty() && is_picklist(field_->type)) return check_picklist(node, text);
    const std::size_t length = utf16_length(text);
    if (!field_->length || length <= static_cast<std::size_t>(*field_->length) || run::formula_type(plan_.type) != Type::kText) return;
    build_.error(node, join({plan_.name, " holds ", std::to_string(*field_->length), " characters, and this text has ", std::to_string(length)}));
  }

  void check_picklist(const Node& node, std::string_view text) {
    if (field_->values.empty()) return;
    while (true) {
      const std::size_t end = field_->type == FieldType::kMultiselectPicklist ? std::min(text.find(';'), text.size()) : text.size();
      const std::string_view one = text.substr(0, end);
      check::Nearest nearest(one);
      bool known = false;
      for (const schema::PicklistValue& value : field_->values) {
        known = known || (value.active && value.value == one);
        if (value.active) nearest.offer(value.value);
      }
      const std::string message = join({"picklist ", plan_.name, " has no active value ", shortened(one, kShownCharacters), nearest.question()});
      if (!known && field_->restricted && !field_->built_in_values) build_.error(node, message);
      else if (!known) build_.warning(node, message);
      if (end == text.size()) return;
      text.remove_prefix(end + 1);
    }
  }

  void read_map(const Node& node, const Node* from, const Node* otherwise) {
    ValueMap map;
    if (!from) return build_.error(node, "a map translates the values of a column: it stands beside from");
    const std::span<const json::Member>* members = node.members();
    if (!members) return build_.shape.add(node, "expected an object: source values and what they become");
    build_.map_entries += members->size();
    if (build_.map_entries > kMostMapEntries) {
      return build_.error(node, join({"all maps together have more than ", std::to_string(kMostMapEntries), " entries"}));
    }
    for (const json::Member& entry : *members) {
      if (Ready value = ready(entry.node)) map.ready.emplace(entry.name, *std::move(value));
    }
    const bool refuses = !otherwise || (otherwise->text() && *otherwise->text() == "error");
    if (!refuses) map.otherwise = ready(*otherwise);
    plan_.map = std::move(map);
  }

  // {"field": "Customer__c.Code__c", "from": "Customer No"}
  void read_lookup(const Node& node) {
    json::ObjectReader reader(node, build_.shape);
    const std::string path = reader.required_text("field");
    const Node* at = reader.member("field");
    const Node* from = reader.member("from");
    reader.refuse_unknown();
    if (build_.shape.any()) return;
    if (!from) return build_.error(node, "a lookup needs from: the column that holds the external id");
    const std::size_t dot = path.find('.');
    const std::string object = path.substr(0, dot);
    if (dot == std::string::npos) return build_.error(*at, "write the parent's object and its external id: Customer__c.Code__c");
    if (field_->reference_to.empty()) return build_.error(*at, join({plan_.name, " is no lookup"}));
    const auto target = std::find_if(field_->reference_to.begin(), field_->reference_to.end(),
                                     [&](const std::string& name) { return schema::same_name(name, object); });
    if (target == field_->reference_to.end()) {
      return build_.error(*at, join({plan_.name, " does not lead to ", object, "; it leads to ", field_->reference_to.front()}));
    }
    if (field_->relationship_name.empty()) return build_.error(*at, join({"the bundle does not know the relationship of ", plan_.name}));
    if (field_->reference_to.size() > 1) plan_.relation_object = *target;
    find_external(*at, *target, path.substr(dot + 1));
    plan_.name = field_->relationship_name;
    plan_.column = column(*from);
  }

  void find_external(const Node& at, const std::string& object, const std::string& name) {
    plan_.relation_field = name;
    plan_.type = FieldType::kText;
    const auto parent = build_.org.objects.find(object);
    if (parent == build_.org.objects.end()) {
      return build_.warning(at, join({"the bundle has no object ", object, ": whether it has the external id ", name, " is not known"}));
    }
    const auto found = parent->second.fields.find(name);
    if (found == parent->second.fields.end()) {
      check::Nearest nearest(name);
      for (const auto& [known, field] : parent->second.fields) nearest.offer(known);
      return build_.error(at, join({object, " has no field ", name, nearest.question()}));
    }
    if (!found->second.external_id) return build_.error(at, join({name, " is no external id of ", object}));
    plan_.relation_field = found->first;
    plan_.type = found->second.type;
  }

  Build& build_;
  const json::Member& member_;
  const Field* field_ = nullptr;
  FieldPlan plan_;
};

}  // namespace

void add_field(Build& build, const json::Member& member) { FieldReader(build, member).read(); }

}  // namespace presave::transform
