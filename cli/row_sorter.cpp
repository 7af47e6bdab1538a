#include "cli/row_sorter.h"

#include <algorithm>

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

}  // namespace

RowSorter::RowSorter(const RowRequest& request, std::vector<std::string> header)
    : own_(request.own_fields()), header_(std::move(header)) {}

SortedRows RowSorter::headers() const {
  SortedRows out;
  csv::Writer accepted(out.accepted, csv::Form::kBulk);
  for (const auto& [column, field] : own_) (void)accepted.cell(field);  // no field is called #N/A
  accepted.end_row();
  reject({0, header_, {}}, "reasons", out.rejected);
  return out;
}

void RowSorter::sort(const CsvRow& row, const RowAnswer& answer, SortedRows& out) const {
  if (answer.verdict != "pass") return reject(row, reasons_of(answer), out.rejected);
  std::string accepted;
  if (!accept(row, accepted)) {
    return reject(row, "a text is #N/A, which is no text but null to Bulk API 2.0", out.rejected);
  }
  out.accepted += accepted;
}

/// False where Bulk API 2.0 cannot spell the row.
bool RowSorter::accept(const CsvRow& row, std::string& out) const {
  csv::Writer writer(out, csv::Form::kBulk);
  for (const auto& [column, field] : own_) {
    const std::string& cell = row.cells[column];
    if (cell.empty())
      writer.null();
    else if (!writer.cell(cell))
      return false;
  }
  writer.end_row();
  return true;
}

void RowSorter::reject(const CsvRow& row, const std::string& reasons, std::string& out) {
  csv::Writer writer(out, csv::Form::kRfc4180);
  (void)writer.cell(row.line == 0 ? "line" : std::to_string(row.line));  // every text can be spelled here
  (void)writer.cell(reasons);
  for (const std::string& cell : row.cells) (void)writer.cell(cell);
  writer.end_row();
}

}  // namespace presave::cli
