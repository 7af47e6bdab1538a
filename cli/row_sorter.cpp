#include "cli/row_sorter.h"

#include <algorithm>
#include <utility>

#include "engine/csv/writer.h"

namespace presave::cli {
namespace {

std::string reasons_of(const RowAnswer& answer) {
  std::string out;
  for (const RowMessage& message : answer.messages) {
    if (message.weight == Weight::kWarning) continue;
    if (!out.empty()) out += "; ";
    out += message.rule;
    if (!message.field.empty()) out += (message.rule.empty() ? "" : " ") + ("(" + message.field + ")");
    if (!message.rule.empty() || !message.field.empty()) out += ": ";
    out += message.text;
  }
  return out;
}

void write_rejected(std::string_view line, std::string_view reasons, const std::vector<std::string_view>& cells, std::string& out) {
  csv::Writer writer(out, csv::Form::kRfc4180);
  (void)writer.cell(line);  // every text can be spelled here
  (void)writer.cell(reasons);
  for (const std::string_view cell : cells) (void)writer.cell(cell);
  writer.end_row();
}

}  // namespace

RowSorter::RowSorter(std::vector<std::string> fields, std::vector<std::string_view> header, bool keeps_undetermined)
    : fields_(std::move(fields)), header_(std::move(header)), keeps_undetermined_(keeps_undetermined) {}

SortedRows RowSorter::headers() const {
  SortedRows out;
  csv::Writer accepted(out.accepted, csv::Form::kBulk);
  for (const std::string& field : fields_) (void)accepted.cell(field);  // no field is called #N/A
  accepted.end_row();
  out.undetermined = out.accepted;
  write_rejected("line", "reasons", header_, out.rejected);
  return out;
}

void RowSorter::refuse_unspeakable(const std::vector<BulkCell>& cells, RowAnswer& answer) {
  const bool speakable = std::none_of(cells.begin(), cells.end(), [](const BulkCell& cell) { return cell.kind == BulkCell::Kind::kText && cell.text == csv::kBulkNull;
  });
  if (speakable) return;
  answer.verdict = kUnreadableVerdict;
  answer.messages.push_back({Weight::kRefused, "", "", "a text is #N/A, which is no text but null to Bulk API 2.0"});
}

void RowSorter::sort(const Row& row, const RowAnswer& answer, const std::vector<BulkCell>& cells, SortedRows& out) const {
  if (!goes_to_org(answer)) {
    write_rejected(std::to_string(row.line), reasons_of(answer), row.cells, out.rejected);
    return;
  }
  csv::Writer writer(answer.passes() ? out.accepted : out.undetermined, csv::Form::kBulk);
  for (const BulkCell& cell : cells) {
    if (cell.kind == BulkCell::Kind::kNull) writer.null();
    else (void)writer.cell(cell.text);  // refuse_unspeakable() has seen to it
  }
  writer.end_row();
}

}  // namespace presave::cli
