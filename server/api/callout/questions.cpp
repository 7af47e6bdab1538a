#include "server/api/callout/questions.h"

#include "engine/base/json_text.h"
#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
#include "server/http/limits.h"

namespace presave::server::api::callout {
namespace {

using json::Complaints;
using json::Document;
using json::Node;
using json::ObjectReader;

/// What all records of one question share.
struct Common {
  std::string object;
  std::string operation;
  std::string context_json;
};

Common read_common(ObjectReader& reader) {
  Common common{reader.required_text("object"), reader.text("operation"), reader.text("contextJson")};
  if (common.operation.empty()) common.operation = "insert";
  return common;
}

/// A text that must hold one JSON object, so that it can stand in a document as it is.
Done check_object(std::string_view text, std::string_view where) {
  const auto document = json::parse(text, presave::limits::kRequestBytes);
  if (!document) return Fault{document.fault().code, std::string(where), document.fault().text()};
  if (document->root().members()) return done();
  return Fault{FaultCode::kWrongShape, std::string(where), "the text must hold one JSON object"};
}

bool is_checkbox(const schema::Org& org, const std::string& object, std::string_view field) {
  const auto found = org.objects.find(object);
  if (found == org.objects.end()) return false;
  const auto known = found->second.fields.find(std::string(field));
  return known != found->second.fields.end() && known->second.type == schema::FieldType::kCheckbox;
}

/// A flow has texts only; of all fields a checkbox alone takes none.
void write_value(JsonText& out, const schema::Org& org, const std::string& object, std::string_view field,
                 const std::string& value) {
  const bool flag = value == "true" || value == "false";
  if (value.empty()) {
    out.member(field, nullptr);
  } else if (flag && is_checkbox(org, object, field)) {
    out.member(field, value == "true");
  } else {
    out.member(field, std::string_view(value));
  }
}

std::string record_of_fields(std::span<const Node> fields, const schema::Org& org, const std::string& object,
                             Complaints& complaints) {
  JsonText out;
  out.begin_object();
  for (const Node& one : fields) {
    ObjectReader reader(one, complaints);
    const std::string name = reader.required_text("name");
    const Node* value = reader.member("value");
    const std::string text = value && value->is_null() ? "" : reader.text("value");
    reader.refuse_unknown();
    if (name.find('.') != std::string::npos)
      complaints.add(one, "a parent's field stands in recordJson, not here");
    write_value(out, org, object, name, text);
  }
  out.end_object();
  return std::move(out).take();
}

/// The request document of one record, which `reader` stands at.
Result<std::string> request_of(const Node& node, ObjectReader& reader, const Common& common,
                               const schema::Org& org, Complaints& complaints) {
  std::string record = reader.text("recordJson");
  const std::span<const Node> fields = reader.items("fields");
  const std::string prior = reader.text("priorJson");
  if (record.empty() == fields.empty())
    complaints.add(node, "give the record as either recordJson or fields");
  if (record.empty()) record = record_of_fields(fields, org, common.object, complaints);
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  JsonText out;
  out.begin_object();
  out.member("object", std::string_view(common.object));
  out.member("operation", std::string_view(common.operation));
  const auto embed = [&out](std::string_view name, std::string_view text) -> Done {
    if (text.empty()) return done();
    if (const Done checked = check_object(text, "/" + std::string(name) + "Json"); !checked) return checked;
    out.json(name, json::without_byte_order_mark(text));
    return done();
  };
  for (const Done& embedded :
       {embed("record", record), embed("prior", prior), embed("context", common.context_json)}) {
    if (!embedded) return embedded.fault();
  }
  out.end_object();
  return std::move(out).take();
}

/// How many things of a kind may come at once.
Done check_count(std::size_t count, const std::string& kind) {
  const std::string where = "/" + kind + "s";
  if (count == 0) return Fault{FaultCode::kWrongShape, where, "must be a list of 1 " + kind + " or more"};
  if (count <= limits::kBatchRecords) return done();
  return Fault{FaultCode::kTooLarge, where,
               "at most " + std::to_string(limits::kBatchRecords) + " " + kind + "s, there are " +
                   std::to_string(count)};
}

/// Cells come as texts, whatever the column holds: the mapping reads them.
std::string row_of_cells(std::span<const Node> cells, Complaints& complaints) {
  JsonText out;
  out.begin_object();
  for (const Node& one : cells) {
    ObjectReader reader(one, complaints);
    const std::string name = reader.required_text("name");
    const Node* value = reader.member("value");
    const std::string text = value && value->is_null() ? "" : reader.text("value");
    reader.refuse_unknown();
    out.member(name, std::string_view(text));
  }
  out.end_object();
  return std::move(out).take();
}

TransformRow row_of(const Node& node, const Document& document) {
  Complaints complaints(document);
  ObjectReader reader(node, complaints);
  std::string key = reader.text("key");
  std::string row = reader.text("rowJson");
  const std::span<const Node> cells = reader.items("cells");
  if (row.empty() == cells.empty()) complaints.add(node, "give the row as either rowJson or cells");
  if (row.empty()) row = row_of_cells(cells, complaints);
  reader.refuse_unknown();
  return {std::move(key),
          complaints.any() ? Result<std::string>(complaints.first()) : Result<std::string>(std::move(row))};
}

}  // namespace

Result<std::string> validate_question(std::string_view body, const schema::Org& org) {
  const auto document = json::parse(body, limits::kBodyBytes);
  if (!document) return document.fault();
  Complaints complaints(*document);
  ObjectReader reader(document->root(), complaints);
  const Common common = read_common(reader);
  return request_of(document->root(), reader, common, org, complaints);
}

Result<std::string> explain_question(std::string_view body, const schema::Org& org) {
  const auto document = json::parse(body, limits::kBodyBytes);
  if (!document) return document.fault();
  Complaints complaints(*document);
  ObjectReader reader(document->root(), complaints);
  const std::string rule = reader.required_text("rule");
  const Common common = read_common(reader);
  const auto request = request_of(document->root(), reader, common, org, complaints);
  if (!request) return request.fault();
  JsonText out;
  out.begin_object();
  out.member("rule", std::string_view(rule));
  out.json("request", *request);
  out.end_object();
  return std::move(out).take();
}

Result<std::vector<BatchRecord>> batch_questions(std::string_view body, const schema::Org& org) {
  const auto document = json::parse(body, limits::kBodyBytes);
  if (!document) return document.fault();
  Complaints complaints(*document);
  ObjectReader reader(document->root(), complaints);
  const Common common = read_common(reader);
  const std::span<const Node> records = reader.items("records");
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  if (const Done bounded = check_count(records.size(), "record"); !bounded) return bounded.fault();
  std::vector<BatchRecord> questions;
  for (const Node& one : records) {
    Complaints own(*document);
    ObjectReader record(one, own);
    std::string key = record.text("key");
    questions.push_back({std::move(key), request_of(one, record, common, org, own)});
  }
  return questions;
}

Result<TransformQuestion> transform_question(std::string_view body) {
  const auto document = json::parse(body, limits::kBodyBytes);
  if (!document) return document.fault();
  Complaints complaints(*document);
  ObjectReader reader(document->root(), complaints);
  TransformQuestion question;
  question.mapping = reader.required_text("mapping");
  question.validate = reader.flag("validate");
  question.upsert_as = reader.text("upsertAs");
  question.context_json = reader.text("contextJson");
  const std::span<const Node> rows = reader.items("rows");
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  if (question.upsert_as.empty()) question.upsert_as = "both";
  if (question.upsert_as != "insert" && question.upsert_as != "update" && question.upsert_as != "both") {
    return Fault{FaultCode::kWrongShape, "/upsertAs", "must be insert, update or both"};
  }
  if (!question.context_json.empty()) {
    if (const Done checked = check_object(question.context_json, "/contextJson"); !checked)
      return checked.fault();
  }
  if (const Done bounded = check_count(rows.size(), "row"); !bounded) return bounded.fault();
  for (const Node& one : rows) question.rows.push_back(row_of(one, *document));
  return question;
}

}  // namespace presave::server::api::callout
