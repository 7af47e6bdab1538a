#include "cli/row_mapper.h"

#include <utility>

#include "engine/base/json_text.h"
#include "engine/bundle/json_reader.h"

namespace presave::cli {
namespace {

constexpr std::string_view kRecordBegin = "{\"record\":";
constexpr std::string_view kReasonsBegin = "{\"reasons\":";
constexpr std::size_t kAnswerBytes = 64u << 20;  // more than the reasons of one row can take
constexpr std::string_view kRule = "mapping";    // stands where the rule's name does

MappedRow::Kind kind_of(const Result<std::string>& answer) {
  if (!answer || answer->starts_with(kReasonsBegin)) return MappedRow::Kind::kRefused;
  return answer->starts_with(kRecordBegin) ? MappedRow::Kind::kRecord : MappedRow::Kind::kSkipped;
}

/// "column Group, value X: the map has no entry for this value".
std::string sentence_of(json::ObjectReader& reason) {
  const std::string column = reason.text("column");
  const std::string value = reason.text("value");
  std::string text;
  if (!column.empty()) text = "column " + column;
  if (!value.empty()) text += (text.empty() ? "value " : ", value ") + value;
  return text + (text.empty() ? "" : ": ") + reason.text("message");
}

RowMessage refusal(std::string field, std::string text) {
  return {Weight::kRefused, std::string(kRule), std::move(field), std::move(text)};
}

}  // namespace

MappedRow::MappedRow(Result<std::string> answer) : answer_(std::move(answer)), kind_(kind_of(answer_)) {}

std::string_view MappedRow::record() const {
  const std::string_view whole = *answer_;
  return whole.substr(kRecordBegin.size(), whole.size() - kRecordBegin.size() - 1);
}

std::vector<RowMessage> MappedRow::reasons() const {
  if (!answer_) return {refusal({}, answer_.fault().text())};
  const Result<json::Document> document = json::parse(*answer_, kAnswerBytes);
  if (!document) return {refusal({}, document.fault().text())};
  std::vector<RowMessage> reasons;
  json::Complaints complaints(*document);
  for (const json::Node& node : json::ObjectReader(document->root(), complaints).items("reasons")) {
    json::ObjectReader reason(node, complaints);
    reasons.push_back(refusal(reason.text("field"), sentence_of(reason)));
  }
  return reasons;
}

std::string MappedRow::reasons_json() const {
  if (answer_) return answer_->substr(kReasonsBegin.size(), answer_->size() - kReasonsBegin.size() - 1);
  JsonText out;
  out.begin_array();
  out.begin_object();
  out.member("message", std::string_view(answer_.fault().text()));
  out.end_object();
  out.end_array();
  return std::move(out).take();
}

Result<RowMapper> RowMapper::open(const Mapping& mapping, const RowSource& source) {
  if (source.is_json()) return RowMapper(mapping, std::nullopt);
  Result<MappedRows> rows = MappedRows::open(mapping, source.header().cells);
  if (!rows) return Fault{rows.fault().code, source.header_place(), rows.fault().detail};
  return RowMapper(mapping, *std::move(rows));
}

MappedRow RowMapper::map(const Row& row, std::int64_t now_ms) {
  if (!rows_) return MappedRow(mapping_->transform(row.cells.front(), now_ms));
  return MappedRow(rows_->transform(row.cells, now_ms));
}

}  // namespace presave::cli
