// Coverage: what one request shows of every rule; and requests that would show more.
#include <nlohmann/json.hpp>

#include "engine/base/join.h"
#include "engine/door/documents.h"
#include "engine/door/explain_documents.h"
#include "engine/door/part_json.h"
#include "engine/explain/conditions.h"
#include "engine/explain/propose.h"
#include "engine/rules/decide.h"

namespace presave::door {
namespace {

// Requests are edited here, which wants a tree.
using Json = nlohmann::ordered_json;

// Bytes that are not UTF-8 are replaced rather than refused.
std::string text_of(const Json& document) { return document.dump(-1, ' ', false, Json::error_handler_t::replace); }

using explain::Goal;

std::string_view name_of(explain::Side side) {
  switch (side) {
    case explain::Side::kTrue: return "true";
    case explain::Side::kFalse: return "false";
    case explain::Side::kBranch: return "chosen";
  }
  return "true";
}

// Of a CASE the branch stands for the goal; its last one is "otherwise".
Json write_goal(const explain::Formula& formula, const Goal& goal) {
  const syntax::Span span = formula.tree[goal.shown].span;
  Json out = {{"span", {span.begin, span.end}},
              {"side", name_of(goal.side)},
              {"text", source_text(formula.tree, span)}};
  if (goal.side == explain::Side::kBranch) {
    const syntax::Span whole = formula.tree[goal.node].span;
    out["of"] = {whole.begin, whole.end};
    out["branch"] = goal.branch;
  }
  return out;
}

Json write_rule_goals(explain::FormulaReader& formulas, const rules::Rule& rule, rules::Record& record) {
  Json out = {{"rule", rule.source->name}, {"formula", rule.source->formula}};
  if (!rule.source->source.file.empty()) {
    out["source"] = {{"file", rule.source->source.file}, {"line", rule.source->source.line}};
  }
  const std::optional<explain::Formula> formula = formulas.read(rule);
  out["compiles"] = formula.has_value();
  Json& goals = out["goals"] = Json::array();
  if (!formula) return out;
  const run::Trace trace =
      run::run_traced(record.machine, formula->traced, formula->tree.size(), record.present, record.context);
  for (const Goal& goal : explain::goals_of(*formula)) {
    Json item = write_goal(*formula, goal);
    item["seen"] = explain::shows(*formula, trace, goal);
    goals.push_back(std::move(item));
  }
  return out;
}

/// Lays changes over a request document: fields into its record or prior record, globals into its context.
class RequestWriter {
 public:
  RequestWriter(const rules::RuleSet& rules, Json request) : rules_(rules), request_(std::move(request)) {}

  void apply(const explain::Change& change) {
    if (change.is_answer()) return apply_answer(change);
    const run::Slot& place = rules_.layout()[change.slot];
    if (place.global) return apply_global(place, change.value);
    Json& record = request_[change.prior ? "prior" : "record"];
    if (place.lookup) lead_to(record, *place.lookup);
    Json& parent = parent_of(record, place.path);
    parent[last_step(place.path)] = Json::parse(record_json(change.value, place.field));
  }
  const Json& request() const { return request_; }

 private:
  static Json& object_at(Json& parent, const std::string& name) {
    Json& at = parent[name];
    if (!at.is_object()) at = Json::object();
    return at;
  }

  // A record that was said not to be there is there now, and blank but for this field.
  void apply_answer(const explain::Change& change) {
    const std::string key(change.key);
    Json& context = object_at(request_, "context");
    if (change.slot == run::kNoSlot) {
      object_at(context, "currencyRates")[key] = Json::parse(record_json(change.value, nullptr));
      return;
    }
    const run::Slot& place = rules_.layout()[change.slot];
    const std::size_t first = place.path.find('.') + 1;
    Json& records = object_at(object_at(context, "lookups"), place.path.substr(first, place.path.find('.', first) - first));
    const bool was_absent = records.contains(key) && records.at(key).is_null();
    Json& found = object_at(records, key);
    for (std::uint32_t slot = 0; was_absent && slot < rules_.layout().size(); ++slot) {
      const run::Slot& other = rules_.layout()[slot];
      if (schema::same_name(other.prefix(), place.prefix())) found[last_step(other.path)] = nullptr;
    }
    found[last_step(place.path)] = Json::parse(record_json(change.value, place.field));
  }

  static std::string last_step(const std::string& path) { return path.substr(path.rfind('.') + 1); }

  // The object that holds the last step of the path: "Owner:User" names the relationship and the parent's type.
  static Json& parent_of(Json& record, const std::string& path) {
    Json* at = &record;
    std::size_t begin = 0;
    for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', begin)) {
      const std::string step = path.substr(begin, dot - begin);
      const std::size_t colon = step.find(':');
      at = &(*at)[step.substr(0, colon)];
      if (!at->is_object()) *at = Json::object();
      if (colon != std::string::npos) (*at)["attributes"] = {{"type", step.substr(colon + 1)}};
      begin = dot + 1;
    }
    return *at;
  }

  // As explain::record_with does it.
  void lead_to(Json& record, std::optional<std::uint32_t> lookup) const {
    for (; lookup; lookup = rules_.layout()[*lookup].lookup) {
      const std::string& path = rules_.layout()[*lookup].path;
      Json& parent = parent_of(record, path);
      Json& id = parent[last_step(path)];
      if (id.is_null()) id = explain::kSomeId;
    }
  }

  void apply_global(const run::Slot& place, const Value& value) {
    constexpr std::string_view kPermission = "$Permission.";
    Json& context = request_["context"];
    if (!place.path.starts_with(kPermission)) {
      Json& globals = context["globals"];
      if (!globals.is_object()) globals = Json::object();
      parent_of(globals, place.path)[last_step(place.path)] = Json::parse(record_json(value, place.field));
      return;
    }
    const std::string name = place.path.substr(kPermission.size());
    Json kept = Json::array();
    for (const Json& held : context["permissions"]) {
      if (held != name) kept.push_back(held);
    }
    if (value.is_true()) kept.push_back(name);
    context["permissions"] = std::move(kept);
  }

  const rules::RuleSet& rules_;
  Json request_;
};

// Reading it with the strict reader has shown that it is JSON.
Json again(const json::Node& node) {
  if (const bool* flag = node.boolean()) return *flag;
  if (const json::Number* number = node.number()) return Json::parse(number->spelling, nullptr, false);
  if (const std::string_view* text = node.text()) return *text;
  if (const auto* items = node.items()) {
    Json out = Json::array();
    for (const json::Node& item : *items) out.push_back(again(item));
    return out;
  }
  if (const auto* members = node.members()) {
    Json out = Json::object();
    for (const json::Member& member : *members) out[member.name] = again(member.node);
    return out;
  }
  return nullptr;
}

Json write_rule_goal(const explain::RuleGoal& found) {
  Json out = write_goal(found.rule->formula(), found.goal);
  out["rule"] = found.rule->rule().source->name;
  return out;
}

// The empty requests that proposals without a seed start from.
constexpr std::string_view kEmptyInsert = R"("operation":"insert","record":{})";
constexpr std::string_view kEmptyUpdate = R"("operation":"update","record":{},"prior":{})";

}  // namespace

Result<std::string> cover_rules(const Subject& subject) {
  json::Complaints complaints(subject.document);
  json::ObjectReader reader(subject.document.root(), complaints);
  const json::Node* request = reader.member("request");
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  const Result<explain::Given> given = given_by(subject, *request);  // object_of() has found it
  if (!given) return given.fault();
  const auto record = explain::record_with(subject.rules, *given, {});
  const rules::Outcome outcome = rules::decide(*record);
  explain::FormulaReader formulas(subject.org, subject.rules);
  Json rules = Json::array();
  for (const rules::Rule& rule : subject.rules.rules()) {
    rules.push_back(write_rule_goals(formulas, rule, *record));
  }
  Json out = {{"object", subject.rules.object_name()}, {"rules", std::move(rules)}};
  // The outcome is spliced in as it was written: one writer of outcomes.
  std::string text = text_of(out);
  text.pop_back();
  return join({text, ",\"outcome\":", write_outcome(*record, outcome, false), "}"});
}

Result<std::string> propose_requests(const Subject& subject) {
  json::Complaints complaints(subject.document);
  json::ObjectReader reader(subject.document.root(), complaints);
  reader.member("object");
  const std::span<const json::Node> requests = reader.items("requests");
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  explain::ProposalSearch search(subject.org, subject.rules);
  std::vector<Json> seeds;
  for (const json::Node& request : requests) {
    const Result<explain::Given> given = given_by(subject, request);
    if (!given) return given.fault();
    seeds.push_back(again(request));
    search.add_seed(*given);
  }
  std::vector<json::Document> empty;
  for (const std::string_view text : {kEmptyInsert, kEmptyUpdate}) {
    const Json name = subject.rules.object_name();
    Result<json::Document> document = json::parse(join({R"({"object":)", text_of(name), ",", text, "}"}), limits::kRequestBytes);
    if (!document) return document.fault();
    empty.push_back(*std::move(document));
    seeds.push_back(again(empty.back().root()));
  }
  const Result<explain::Given> insert = given_by({subject.org, subject.rules, empty[0], subject.now_ms}, empty[0].root());
  const Result<explain::Given> update = given_by({subject.org, subject.rules, empty[1], subject.now_ms}, empty[1].root());
  if (!insert) return insert.fault();
  if (!update) return update.fault();
  search.run(*insert, *update);

  Json proposals = Json::array();
  for (const explain::Proposal& proposal : search.found()) {
    RequestWriter writer(subject.rules, seeds[proposal.seed]);
    for (const explain::Change& change : proposal.changes) writer.apply(change);
    Json goals = Json::array();
    for (const explain::RuleGoal& goal : proposal.shows) goals.push_back(write_rule_goal(goal));
    proposals.push_back({{"request", writer.request()}, {"shows", std::move(goals)}});
  }
  Json open = Json::array();
  for (const explain::RuleGoal& goal : search.open()) open.push_back(write_rule_goal(goal));
  return text_of({{"object", subject.rules.object_name()}, {"proposals", std::move(proposals)}, {"open", std::move(open)},
                  {"everythingSmallTried", !search.gave_up()}});
}

}  // namespace presave::door
