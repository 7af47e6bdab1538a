// Request documents in, outcome and description documents out (docs/documents.md).
#pragma once

#include <string>

#include "engine/base/json_text.h"
#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/bundle/json_reader.h"
#include "engine/rules/outcome.h"
#include "engine/rules/record.h"
#include "engine/rules/session.h"

namespace presave::door {

/// What a request says is done with its record.
enum class SaveKind : std::uint8_t { kInsert, kUpdate, kClone, kUndelete };

/// What must be known of a request before its record can be read.
struct RequestHead {
  std::string object;
  SaveKind kind = SaveKind::kInsert;
  const json::Node* record = nullptr;
  const json::Node* prior = nullptr;    ///< null when there is none
  const json::Node* context = nullptr;  ///< null when there is none
  bool formula_fields = false;          ///< their values are wanted, too

  /// A clone is a new record, and one that is restored was there before.
  rules::Operation operation() const {
    const bool is_new = kind == SaveKind::kInsert || kind == SaveKind::kClone;
    return is_new ? rules::Operation::kInsert : rules::Operation::kUpdate;
  }
};

/// A request whose head was read; `rules` are those of its object.
struct Request {
  json::Document document;
  RequestHead head;
  const rules::RuleSet* rules = nullptr;
};

/// Reads the head of a request, which is the whole document or a part of it; the nodes belong to the document.
Result<RequestHead> read_head(const json::Document& document, const json::Node& request);

/// Puts the request's record, prior record and context into `record`, which then is to be completed. Texts point into
/// the document, which must outlive the record.
Done fill_record(const json::Document& document, const RequestHead& head, const schema::Org& org,
                 rules::Record& record);

/// The outcome, with the defaults that stand; with the values of the record's formula fields where `formula_fields` asks for them.
std::string write_outcome(rules::Record& record, const rules::Outcome& outcome, bool formula_fields);
/// The members of a change document: the verdict, and what became of each rule and constraint that changed.
void write_changes(JsonText& out, const rules::RuleSet& rules, rules::Verdict verdict,
                   const std::vector<rules::Revision>& revisions);
/// A formula field's value as JSON, as the API shows it: percent in points, numbers rounded to the field's scale, a fault
/// as blank.
std::string shown_value(const Value& value, const schema::Field& field);
/// What a form needs to know of one object.
std::string write_description(const std::string& name, const schema::Object& object);

}  // namespace presave::door
