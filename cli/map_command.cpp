#include "cli/map_command.h"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <vector>

#include "cli/clock.h"
#include "cli/csv.h"
#include "cli/exit_code.h"
#include "cli/mapping_file.h"
#include "cli/terminal.h"
#include "engine/bundle/json_reader.h"
#include "engine/csv/header.h"

namespace presave::cli {
namespace {

constexpr std::string_view kRecordBegin = "{\"record\":";
constexpr std::string_view kReasonsBegin = "{\"reasons\":";
constexpr std::size_t kAnswerBytes = 64u << 20;   // more than the reasons of one row can take
constexpr std::size_t kLineBytes = 2u << 20;      // of JSON Lines; the engine refuses rows past its own bound

int refuse(std::string_view command, const Fault& fault) {
  std::fprintf(stderr, "presave %s: %s\n", std::string(command).c_str(), printable(fault.text()).c_str());
  return kInput;
}

/// Says of each row what became of it.
class Answers {
 public:
  explicit Answers(std::string name) : name_(std::move(name)) {}

  void take(std::uint64_t line, const std::string& answer) {
    if (answer.starts_with(kRecordBegin)) {
      ++records_;
      std::printf("%.*s\n", static_cast<int>(answer.size() - kRecordBegin.size() - 1), answer.c_str() + kRecordBegin.size());
    } else if (answer.starts_with(kReasonsBegin)) {
      ++refused_;
      tell_reasons(line, answer);
    } else {
      ++skipped_;
    }
  }

  void refuse_row(std::uint64_t line, const Fault& fault) {
    ++refused_;
    tell(line, fault.text());
  }

  int finish() const {
    std::fprintf(stderr, "%llu records, %llu rows skipped, %llu refused\n", static_cast<unsigned long long>(records_),
                 static_cast<unsigned long long>(skipped_), static_cast<unsigned long long>(refused_));
    return refused_ == 0 ? kAllPass : kFailures;
  }

 private:
  void tell(std::uint64_t line, const std::string& what) const {
    std::fprintf(stderr, "%s\n", printable(name_ + ":" + std::to_string(line) + ": " + what).c_str());
  }

  void tell_reasons(std::uint64_t line, const std::string& answer) const {
    const Result<json::Document> document = json::parse(answer, kAnswerBytes);
    if (!document) return tell(line, document.fault().text());
    json::Complaints complaints(*document);
    for (const json::Node& node : json::ObjectReader(document->root(), complaints).items("reasons")) {
      json::ObjectReader reason(node, complaints);
      const std::string field = reason.text("field");
      const std::string column = reason.text("column");
      const std::string value = reason.text("value");
      std::string text = field.empty() ? "where" : field;
      if (!column.empty()) text += ", column " + column;
      if (!value.empty()) text += ", value " + value;
      tell(line, text + ": " + reason.text("message"));
    }
  }

  std::string name_;
  std::uint64_t records_ = 0, skipped_ = 0, refused_ = 0;
};

int transform_csv(const TransformOptions& options, const Mapping& mapping, std::istream& in) {
  const Result<csv::Dialect> dialect = dialect_of(options.separator, options.encoding, options.lenient);
  if (!dialect) return refuse("transform", dialect.fault());
  CsvReader csv(in, options.data, *dialect);
  CsvRow row;
  const Result<bool> header = csv.next(row);
  if (!header) return refuse("transform", header.fault());
  if (!*header) return refuse("transform", {FaultCode::kMalformedCsv, options.data, "the file is empty; its first line must name columns"});
  std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
  if (const auto problems = csv::header_problems(cells); !problems.empty()) {
    return refuse("transform", {FaultCode::kWrongShape, csv.place(row.line), problems.front().text()});
  }
  Result<MappedRows> rows = MappedRows::open(mapping, cells);
  if (!rows) return refuse("transform", {rows.fault().code, csv.place(row.line), rows.fault().detail});
  Answers answers(options.data);
  const std::int64_t now = now_ms();
  while (true) {
    const Result<bool> more = csv.next(row);
    if (!more) return refuse("transform", more.fault());
    if (!*more) return answers.finish();
    cells.assign(row.cells.begin(), row.cells.end());
    answers.take(row.line, rows->transform(cells, now));
  }
}

int transform_lines(const TransformOptions& options, const Mapping& mapping, std::istream& in) {
  Answers answers(options.data);
  const std::int64_t now = now_ms();
  std::string text;
  std::vector<char> room(kLineBytes);
  for (std::uint64_t line = 1; in.getline(room.data(), static_cast<std::streamsize>(room.size())) || in.gcount() > 0; ++line) {
    if (in.fail()) {
      return refuse("transform", {FaultCode::kTooLarge, options.data + ":" + std::to_string(line), "a line of more than 2 MiB"});
    }
    const auto taken = static_cast<std::size_t>(in.gcount()) - (in.eof() ? 0 : 1);  // without the line end
    text.assign(room.data(), taken);
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Result<std::string> answer = mapping.transform(text, now);
    if (answer) answers.take(line, *answer);
    else answers.refuse_row(line, answer.fault());
  }
  if (in.bad()) return refuse("transform", {FaultCode::kUnreadable, options.data, "reading stopped before the end"});
  return answers.finish();
}

}  // namespace

int map_command(const MapOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse("map", bundle.fault());
  const Result<MappingFile> file = MappingFile::read(*bundle, options.mapping);
  if (!file) return refuse("map", file.fault());
  std::fputs(file->findings().c_str(), stdout);
  if (!file->mapping().is_sound()) return kFailures;
  std::printf("%s %s: %zu columns are read\n", std::string(file->mapping().operation()).c_str(),
              file->mapping().object().c_str(), file->mapping().headings().size());
  return kAllPass;
}

int transform_command(const TransformOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse("transform", bundle.fault());
  const Result<MappingFile> file = MappingFile::read(*bundle, options.mapping);
  if (!file) return refuse("transform", file.fault());
  std::fputs(file->findings().c_str(), stderr);
  if (!file->mapping().is_sound()) return kFailures;
  if (options.data == "-") return transform_csv(options, file->mapping(), std::cin);
  if (options.data.ends_with(".json")) {
    return refuse("transform", {FaultCode::kUnreadable, options.data,
                                "rows inside one JSON document are not read yet; write one object a line (.jsonl)"});
  }
  std::ifstream in(options.data, std::ios::binary);
  if (!in) return refuse("transform", {FaultCode::kNotFound, options.data, "the file cannot be opened"});
  const bool lines = options.data.ends_with(".jsonl") || options.data.ends_with(".ndjson");
  return lines ? transform_lines(options, file->mapping(), in) : transform_csv(options, file->mapping(), in);
}

}  // namespace presave::cli
