#include "cli/row_source.h"

#include <cstdio>
#include <filesystem>
#include <iostream>

#include "cli/json_lines.h"
#include "cli/json_rows.h"
#include "cli/terminal.h"
#include "engine/csv/header.h"

namespace presave::cli {

Result<std::unique_ptr<RowSource>> RowSource::open_csv(const SourceOptions& options) {
  const Result<csv::Dialect> dialect = dialect_of(options.separator, options.encoding, options.lenient);
  if (!dialect) return dialect.fault();
  std::unique_ptr<RowSource> source(new RowSource);
  if (const Done opened = source->open_stream(options.data); !opened) return opened.fault();
  const std::string name = options.data == "-" ? "standard input" : options.data;
  source->reader_ = std::make_unique<CsvReader>(*source->in_, name, *dialect);
  if (const Done named = source->read_header(); !named) return named.fault();
  return source;
}

Result<std::unique_ptr<RowSource>> RowSource::open(const SourceOptions& options, std::string_view rows) {
  const bool is_document = options.data.ends_with(".json");
  const bool is_lines = options.data.ends_with(".jsonl") || options.data.ends_with(".ndjson");
  if (!is_document && !is_lines) return open_csv(options);
  std::unique_ptr<RowSource> source(new RowSource);
  if (const Done opened = source->open_stream(options.data); !opened) return opened.fault();
  if (is_lines) source->reader_ = std::make_unique<JsonLinesReader>(*source->in_, options.data);
  else source->reader_ = std::make_unique<JsonRowsReader>(*source->in_, options.data, rows);
  source->is_json_ = true;
  return source;
}

Done RowSource::open_stream(const std::string& data) {
  if (data == "-") {
    in_ = &std::cin;
    return done();
  }
  std::error_code error;
  if (std::filesystem::is_directory(data, error)) return Fault{FaultCode::kUnreadable, data, "is a folder; name a file"};
  file_.open(data, std::ios::binary);
  if (!file_) return Fault{FaultCode::kNotFound, data, "name a file, or - for standard input"};
  in_ = &file_;
  const std::uintmax_t size = std::filesystem::file_size(data, error);
  if (!error && size > 0) size_ = size;  // a pipe by name has no size
  return done();
}

Done RowSource::read_header() {
  const Result<bool> there = next(header_);
  if (!there) return there.fault();
  if (!*there) return Fault{FaultCode::kMalformedCsv, name(), "the file is empty; its first line must name the columns"};
  const auto problems = csv::header_problems(header_.cells);
  if (problems.empty()) return done();
  return Fault{FaultCode::kWrongShape, header_place(), problems.front().text()};
}

Result<bool> RowSource::next(Row& row) {
  const Result<bool> more = reader_->next(row);
  if (more && *more) std::fputs(repairs_.add(printable(name()), row.repairs).c_str(), stderr);
  return more;
}

}  // namespace presave::cli
