#include "server/api/callout/answers.h"

#include <array>

#include "engine/base/json_text.h"
#include "engine/bundle/json_reader.h"
#include "server/http/limits.h"

namespace presave::server::api::callout {
namespace {

using json::Document;
using json::Node;

/// The engine's own documents are read, which may be longer than any request.
Result<Document> read(std::string_view document) {
  return json::parse(document, limits::kOutcomeBytes);
}

std::span<const Node> items_of(const Node& node, std::string_view name) {
  const Node* found = node.find(name);
  return found && found->items() ? *found->items() : std::span<const Node>();
}

std::string_view text_of(const Node& node, std::string_view name) {
  const Node* found = node.find(name);
  return found && found->text() ? *found->text() : std::string_view();
}

/// A value as text; nothing where it is blank or absent.
std::optional<std::string> spelled(const Node* value) {
  if (!value || value->is_null()) return std::nullopt;
  if (const bool* flag = value->boolean()) return *flag ? "true" : "false";
  if (const auto* number = value->number()) return std::string(number->spelling);
  if (const auto* text = value->text()) return std::string(*text);
  return std::nullopt;
}

void copy_texts(JsonText& out, const Node& from, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const std::string_view text = text_of(from, name); !text.empty()) out.member(name, text);
  }
}

void copy_list(JsonText& out, const Node& from, std::string_view name) {
  out.begin_array(name);
  for (const Node& item : items_of(from, name)) {
    if (item.text()) out.item(*item.text());
  }
  out.end_array();
}

/// Where the outcome keeps what is said, as which state it is told, and what the words are called there.
struct Kind {
  std::string_view list;
  std::string_view state;
  std::string_view words;
};
constexpr std::array<Kind, 4> kKinds = {{{"failures", "fail", "message"},
                                         {"faulted", "faulted", "message"},
                                         {"undetermined", "undetermined", "why"},
                                         {"warnings", "warning", "message"}}};

void write_messages(JsonText& out, const Node& outcome) {
  out.begin_array("messages");
  for (const Kind& kind : kKinds) {
    for (const Node& one : items_of(outcome, kind.list)) {
      out.begin_object();
      out.member("state", kind.state);
      copy_texts(out, one, {"kind", "rule", "code", "field"});
      out.member("message", text_of(one, kind.words));
      out.end_object();
    }
  }
  out.end_array();
}

/// What refuses the record, a line each.
std::string refusals(const Node& outcome) {
  std::string lines;
  for (const std::string_view list : {"failures", "faulted"}) {
    for (const Node& one : items_of(outcome, list)) {
      lines += (lines.empty() ? "" : "\n") + std::string(text_of(one, "message"));
    }
  }
  return lines;
}

void write_verdict(JsonText& out, const Node& outcome) {
  const std::string_view verdict = text_of(outcome, "verdict");
  out.member("verdict", verdict);
  out.member("passed", verdict == "pass");
  out.member("message", std::string_view(refusals(outcome)));
  write_messages(out, outcome);
}

void write_invalid(JsonText& out, const Fault& fault) {
  const std::string message = fault.text();
  out.member("verdict", std::string_view("invalid"));
  out.member("passed", false);
  out.member("message", std::string_view(message));
  out.begin_array("messages");
  out.begin_object();
  out.member("state", std::string_view("invalid"));
  out.member("message", std::string_view(message));
  out.end_object();
  out.end_array();
}

void write_parts(JsonText& out, const Node& explanation) {
  out.begin_array("parts");
  for (const Node& part : items_of(explanation, "parts")) {
    out.begin_object();
    out.member("text", text_of(part, "text"));
    out.member("state", text_of(part, "state"));
    if (const auto value = spelled(part.find("value"))) out.member("value", std::string_view(*value));
    out.end_object();
  }
  out.end_array();
}

void write_repairs(JsonText& out, const Node& explanation) {
  out.begin_array("repairs");
  const Node* repair = explanation.find("repair");
  int number = 0;
  for (const Node& change : repair ? items_of(*repair, "changes") : std::span<const Node>()) {
    ++number;
    const auto others = spelled(change.find("otherFailures"));
    for (const Node& field : items_of(change, "fields")) {
      out.begin_object();
      out.member("number", number);
      out.member("field", text_of(field, "field"));
      for (const std::string_view name : {"from", "to"}) {
        if (const auto value = spelled(field.find(name))) out.member(name, std::string_view(*value));
      }
      out.json("otherFailures", others ? *others : "0");
      out.end_object();
    }
  }
  out.end_array();
}

void write_lookups(JsonText& out, const Node& requirements) {
  out.begin_array("lookups");
  for (const Node& lookup : items_of(requirements, "lookups")) {
    std::string fields;
    for (const Node& field : items_of(lookup, "fields")) {
      if (field.text()) fields += (fields.empty() ? "" : ", ") + std::string(*field.text());
    }
    out.begin_object();
    out.member("object", text_of(lookup, "object"));
    out.member("fields", std::string_view(fields));
    out.end_object();
  }
  out.end_array();
}

/// How many records of a batch have each verdict.
struct Counts {
  int passed = 0;
  int failed = 0;
  int undetermined = 0;
  int invalid = 0;

  void add(std::string_view verdict) {
    int& counted = verdict == "pass" ? passed : verdict == "fail" ? failed : undetermined;
    ++counted;
  }

  void write(JsonText& out) const {
    out.member("passed", passed);
    out.member("failed", failed);
    out.member("undetermined", undetermined);
    out.member("invalid", invalid);
  }
};

/// The verdict on a record, and the count of it.
Done write_outcome(JsonText& out, const Result<std::string>& outcome, Counts& counts) {
  if (!outcome) {
    ++counts.invalid;
    write_invalid(out, outcome.fault());
    return done();
  }
  const auto document = read(*outcome);
  if (!document) return document.fault();
  counts.add(text_of(document->root(), "verdict"));
  write_verdict(out, document->root());
  return done();
}

/// Why a row did not become a record.
Done write_reasons(JsonText& out, const Result<std::string>& answer) {
  out.begin_array("reasons");
  if (!answer) {
    out.begin_object();
    out.member("message", std::string_view(answer.fault().text()));
    out.end_object();
  } else if (!record_in(answer)) {
    const auto document = read(*answer);
    if (!document) return document.fault();
    for (const Node& reason : items_of(document->root(), "reasons")) {
      out.begin_object();
      copy_texts(out, reason, {"field", "column", "value", "message"});
      out.end_object();
    }
  }
  out.end_array();
  return done();
}

/// How many rows came to what.
struct RowCounts {
  int records = 0;
  int skipped = 0;
  int refused = 0;

  /// Counts it, and says what it is called.
  std::string_view add(const Result<std::string>& answer) {
    if (record_in(answer)) return ++records, "record";
    if (answer && *answer == kSkipped) return ++skipped, "skipped";
    return ++refused, "refused";
  }

 private:
  static constexpr std::string_view kSkipped = R"({"skipped":true})";
};

}  // namespace

Result<std::string> validate_answer(std::string_view outcome) {
  const auto document = read(outcome);
  if (!document) return document.fault();
  JsonText out;
  out.begin_object();
  write_verdict(out, document->root());
  out.end_object();
  return std::move(out).take();
}

Result<std::string> explain_answer(std::string_view explanation) {
  const auto document = read(explanation);
  if (!document) return document.fault();
  const Node& root = document->root();
  JsonText out;
  out.begin_object();
  for (const std::string_view name : {"object", "rule", "verdict", "message", "formula"}) {
    out.member(name, text_of(root, name));
  }
  copy_texts(out, root, {"field"});
  write_parts(out, root);
  write_repairs(out, root);
  out.end_object();
  return std::move(out).take();
}

Result<std::string> requirements_answer(std::string_view requirements) {
  const auto document = read(requirements);
  if (!document) return document.fault();
  const Node& root = document->root();
  JsonText out;
  out.begin_object();
  out.member("object", text_of(root, "object"));
  for (const std::string_view name :
       {"fields", "parents", "prior", "globals", "permissions", "settings", "customMetadata"}) {
    copy_list(out, root, name);
  }
  write_lookups(out, root);
  out.member("soql", text_of(root, "soql"));
  out.end_object();
  return std::move(out).take();
}

Result<std::string> batch_answer(const std::vector<Decided>& decided, std::size_t total) {
  Counts counts;
  JsonText results;
  results.begin_array();
  int index = 0;
  for (const Decided& one : decided) {
    results.begin_object();
    results.member("index", index++);
    if (!one.key.empty()) results.member("key", std::string_view(one.key));
    if (const Done written = write_outcome(results, one.outcome, counts); !written) return written.fault();
    results.end_object();
  }
  results.end_array();
  JsonText out;
  out.begin_object();
  out.member("complete", decided.size() == total);
  out.member("total", static_cast<int>(total));
  counts.write(out);
  out.json("results", std::move(results).take());
  out.end_object();
  return std::move(out).take();
}

Result<std::string> transform_answer(const Mapping& mapping, const std::vector<Transformed>& rows,
                                     std::size_t total) {
  RowCounts of_rows;
  Counts of_records;
  JsonText results;
  results.begin_array();
  int index = 0;
  for (const Transformed& one : rows) {
    results.begin_object();
    results.member("index", index++);
    if (!one.key.empty()) results.member("key", std::string_view(one.key));
    results.member("state", of_rows.add(one.answer));
    if (const auto record = record_in(one.answer)) results.member("recordJson", *record);
    if (const Done written = write_reasons(results, one.answer); !written) return written.fault();
    if (one.outcome) {
      if (const Done written = write_outcome(results, *one.outcome, of_records); !written)
        return written.fault();
    }
    results.end_object();
  }
  results.end_array();
  JsonText out;
  out.begin_object();
  out.member("complete", rows.size() == total);
  out.member("total", static_cast<int>(total));
  out.member("object", std::string_view(mapping.object()));
  out.member("operation", mapping.operation());
  if (!mapping.key().empty()) out.member("keyField", std::string_view(mapping.key()));
  out.member("records", of_rows.records);
  out.member("skipped", of_rows.skipped);
  out.member("refused", of_rows.refused);
  of_records.write(out);
  out.json("results", std::move(results).take());
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::server::api::callout
