#include "cli/row_sorter.h"

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

/// False where the cell cannot be spelled.
bool write_cell(csv::Writer& writer, const BulkCell& cell) {
  if (cell.kind != BulkCell::Kind::kNull) return writer.cell(cell.text);
  writer.null();
  return true;
}

}  // namespace

RowSorter::RowSorter(std::vector<std::string> fields, std::vector<std::string_view> header)
    : fields_(std::move(fields)), header_(std::move(header)) {}

SortedRows RowSorter::headers() const {
  SortedRows out;
  csv::Writer accepted(out.accepted, csv::Form::kBulk);
  for (const std::string& field : fields_) (void)accepted.cell(field);  // no field is called #N/A
  accepted.end_row();
  write_rejected("line", "reasons", header_, out.rejected);
  return out;
}

void RowSorter::accept(const Row& row, const std::vector<BulkCell>& cells, SortedRows& out) const {
  const std::size_t before = out.accepted.size();
  csv::Writer writer(out.accepted, csv::Form::kBulk);
  for (const BulkCell& cell : cells) {
    if (write_cell(writer, cell)) continue;
    out.accepted.resize(before);
    write_rejected(std::to_string(row.line), "a text is #N/A, which is no text but null to Bulk API 2.0", row.cells, out.rejected);
    return;
  }
  writer.end_row();
}

void RowSorter::reject(const Row& row, const RowAnswer& answer, SortedRows& out) const {
  write_rejected(std::to_string(row.line), reasons_of(answer), row.cells, out.rejected);
}

}  // namespace presave::cli
