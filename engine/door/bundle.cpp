// The door's Bundle: an org model with the rules of every object compiled.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/join.h"
#include "engine/check/nearest.h"
#include "engine/door/documents.h"
#include "engine/door/explain_documents.h"
#include "engine/door/session.h"
#include "engine/presave.h"
#include "engine/rules/decide.h"
#include "engine/rules/rule_set.h"

namespace presave {

struct Bundle::Inside {
  schema::Org org;
  schema::ByName<rules::RuleSet> rule_sets;
  std::vector<Finding> findings;
  std::size_t compiled_rules = 0;
  std::size_t compiled_formula_fields = 0;

  explicit Inside(schema::Org model) : org(std::move(model)) {
    for (const auto& [name, object] : org.objects) add(name, rules::RuleSet::compile(org, name));
  }

  const rules::RuleSet* find(std::string_view object) const {
    const auto at = rule_sets.find(object);
    return at == rule_sets.end() ? nullptr : &at->second;
  }

  using Answer = Result<std::string> (*)(const door::Subject& subject);

  /// What `make` makes of a document that wraps requests for one object.
  Result<std::string> answer(std::string_view text, std::size_t most_bytes, std::int64_t now_ms, Answer make) const {
    const Result<json::Document> document = json::parse(text, most_bytes);
    if (!document) return document.fault();
    const door::NamedObject object = door::object_of(*document);
    const rules::RuleSet* rule_set = find(object.name);
    if (!rule_set) return unknown_object(object.name, object.where);
    return make({org, *rule_set, *document, now_ms});
  }

  /// A request for one object, its record not yet read.
  Result<door::Request> read(std::string_view text) const {
    Result<json::Document> document = json::parse(text, limits::kRequestBytes);
    if (!document) return document.fault();
    Result<door::RequestHead> head = door::read_head(*document, document->root());
    if (!head) return head.fault();
    const rules::RuleSet* rule_set = find(head->object);
    if (!rule_set) return unknown_object(head->object, "/object");
    return door::Request{*std::move(document), *std::move(head), rule_set};
  }

  Fault unknown_object(std::string_view name, std::string where) const {
    check::Nearest nearest(name);
    for (const auto& [known, object] : org.objects) nearest.offer(known);
    return {FaultCode::kUnknownObject, std::move(where), join({"the bundle has no object ", name, nearest.question()})};
  }

 private:
  void add(const std::string& name, rules::RuleSet set) {
    for (const rules::Rule& rule : set.rules()) {
      if (rule.program) ++compiled_rules;
      else add_findings(name, rule.source->name, rule.diagnostics, rule.source->source);
    }
    for (const rules::BrokenFormula& broken : set.broken()) {
      add_findings(name, broken.field, broken.diagnostics, broken.source->source);
    }
    compiled_formula_fields += set.formula_fields();
    rule_sets.emplace(name, std::move(set));
  }

  void add_findings(const std::string& object, const std::string& name, const syntax::Diagnostics& diagnostics,
                    const schema::Source& source) {
    for (const syntax::Diagnostic& mistake : diagnostics) {
      const std::string message = mistake.hint.empty() ? mistake.message : join({mistake.message, " ", mistake.hint});
      findings.push_back({object, name, message, mistake.span.begin, mistake.span.end, source,
                          mistake.code == syntax::DiagnosticCode::kUnsupported});
    }
  }
};

Bundle::Bundle(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Bundle::Bundle(Bundle&&) noexcept = default;
Bundle& Bundle::operator=(Bundle&&) noexcept = default;
Bundle::~Bundle() = default;

Result<Bundle> Bundle::load(std::string_view document) {
  Result<schema::Org> org = read_bundle(document);
  if (!org) return org.fault();
  return compile(*std::move(org));
}

Result<Bundle> Bundle::compile(schema::Org org) { return Bundle(std::make_unique<Inside>(std::move(org))); }

const schema::Org& Bundle::org() const { return inside_->org; }
const std::vector<Finding>& Bundle::findings() const { return inside_->findings; }
std::size_t Bundle::compiled_rules() const { return inside_->compiled_rules; }
std::size_t Bundle::compiled_formula_fields() const { return inside_->compiled_formula_fields; }

Result<std::string> Bundle::validate(std::string_view request, std::int64_t now_ms) const {
  Result<door::Request> read = inside_->read(request);
  if (!read) return read.fault();
  rules::Record record(*read->rules, read->head.operation());
  record.context.now = DateTime{now_ms};
  if (Done filled = door::fill_record(read->document, read->head, inside_->org, record); !filled) return filled.fault();
  record.complete();
  const rules::Outcome outcome = rules::decide(record);
  return door::write_outcome(record, outcome, read->head.formula_fields);
}

Result<Session> Bundle::open(std::string_view request, std::int64_t now_ms) const {
  Result<door::Request> read = inside_->read(request);
  if (!read) return read.fault();
  auto inside = std::make_unique<Session::Inside>(inside_->org, *std::move(read), now_ms);
  if (Done opened = inside->open(); !opened) return opened.fault();
  return Session(std::move(inside));
}

Result<std::string> Bundle::describe(std::string_view object) const {
  const auto at = inside_->org.objects.find(object);
  if (at == inside_->org.objects.end()) return inside_->unknown_object(object, "");
  return door::write_description(at->first, at->second);
}

Result<std::string> Bundle::requirements(std::string_view object) const {
  const rules::RuleSet* rule_set = inside_->find(object);
  if (!rule_set) return inside_->unknown_object(object, "");
  return door::write_requirements(inside_->org, *rule_set);
}

Result<std::string> Bundle::explain(std::string_view document, std::int64_t now_ms) const {
  return inside_->answer(document, limits::kRequestBytes, now_ms, door::explain_rule);
}

Result<std::string> Bundle::cover(std::string_view document, std::int64_t now_ms) const {
  return inside_->answer(document, limits::kRequestBytes, now_ms, door::cover_rules);
}

Result<std::string> Bundle::propose(std::string_view document, std::int64_t now_ms) const {
  return inside_->answer(document, limits::kExplainBytes, now_ms, door::propose_requests);
}

}  // namespace presave
