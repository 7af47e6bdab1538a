#include "cli/csv.h"

#include <utility>

namespace presave::cli {
namespace {

constexpr std::size_t kPieceBytes = 1u << 16;

}  // namespace

Result<csv::Dialect> dialect_of(std::string_view separator, std::string_view encoding, bool lenient) {
  csv::Dialect dialect;
  dialect.rigor = lenient ? csv::Rigor::kLenient : csv::Rigor::kStrict;
  dialect.encoding = csv::encoding_named(encoding);
  if (!dialect.encoding) {
    return Fault{FaultCode::kBadValue, "--encoding", "UTF-8, UTF-16LE, UTF-16BE or windows-1252 is expected"};
  }
  for (const auto& [name, character] : kSeparatorNames) {
    if (name != separator) continue;
    dialect.separator = character;
    return dialect;
  }
  return Fault{FaultCode::kBadValue, "--separator", "comma, semicolon, tab or bar is expected"};
}

CsvReader::CsvReader(std::istream& in, std::string name, csv::Dialect dialect)
    : RowReader(std::move(name)), in_(in), reader_(dialect), piece_(kPieceBytes) {}

Result<bool> CsvReader::next(Row& row) {
  while (true) {
    const Result<csv::Reader::Step> step = reader_.next();
    if (!step) return Fault{step.fault().code, name() + ":" + step.fault().where, step.fault().detail};
    if (*step == csv::Reader::Step::kEnd) return false;
    if (*step == csv::Reader::Step::kRow) {
      const csv::Row& read = reader_.row();
      row.line = read.line;
      row.keep(read.cells);
      row.repairs = read.repairs;
      return true;
    }
    if (const Done fed = feed(); !fed) return fed.fault();
  }
}

Done CsvReader::feed() {
  in_.read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
  if (in_.bad()) {
    return Fault{FaultCode::kUnreadable, name(), "reading stopped after " + std::to_string(bytes_) + " bytes"};
  }
  const auto count = static_cast<std::size_t>(in_.gcount());
  bytes_ += count;
  if (count == 0) {
    reader_.finish();
  } else {
    reader_.feed({piece_.data(), count});
  }
  return done();
}

}  // namespace presave::cli
