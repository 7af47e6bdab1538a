// Following the chain of the journal's lines, as an auditor does.
#include <charconv>
#include <fstream>

#include "engine/bundle/json_reader.h"
#include "server/audit/journal.h"
#include "server/audit/line.h"
#include "server/crypto/hash.h"

namespace presave::server::audit {

Result<ReadLine> read_line(std::string_view line) {
  const auto document = json::parse(line, kMostLineBytes);
  if (!document) return document.fault();
  const json::Node* number = document->root().find("n");
  const json::Node* previous = document->root().find("previous");
  const json::Node* action = document->root().find("action");
  ReadLine read;
  const bool whole = number && number->number() && previous && previous->text() && action && action->text();
  if (!whole) return Fault{FaultCode::kWrongShape, "", "a line lacks n, previous or action"};
  const std::string_view spelling = number->number()->spelling;
  const auto [end, error] = std::from_chars(spelling.data(), spelling.data() + spelling.size(), read.number);
  if (error != std::errc() || end != spelling.data() + spelling.size()) {
    return Fault{FaultCode::kWrongShape, "", "n is no line number"};
  }
  read.previous = *previous->text();
  read.repaired = *action->text() == kRepaired;
  return read;
}

namespace {

/// Goes on with one file.
Done follow(const std::string& file, Verified& verified) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Fault{FaultCode::kNotFound, file, "cannot be read"};
  std::uint64_t place = 0;
  for (std::string line; std::getline(in, line);) {
    const std::string where = file + ":" + std::to_string(++place);
    if (in.eof()) return Fault{FaultCode::kWrongShape, where, "the last line is torn: the server was killed while it wrote, and repairs this when it starts"};
    const auto read = read_line(line);
    if (!read) return Fault{FaultCode::kWrongShape, where, "not a line of the journal: " + read.fault().text()};
    const bool begins = verified.digest.empty();
    if (begins) verified.first = read->number;
    if (begins ? (read->number == 1) != (read->previous == kNothingBefore) : read->previous != verified.digest) {
      return Fault{FaultCode::kBadSignature, where, "the chain is broken: this line does not hold the digest of the line before"};
    }
    if (!begins && read->number != verified.last + 1) {
      return Fault{FaultCode::kBadSignature, where, "line " + std::to_string(verified.last + 1) + " is missing"};
    }
    auto digest = crypto::sha256_hex(line);
    if (!digest) return digest.fault();
    verified.digest = std::move(*digest);
    verified.last = read->number;
    if (read->repaired) ++verified.repaired;
  }
  return done();
}

}  // namespace

Result<Verified> verify(const std::vector<std::string>& files) {
  Verified verified;
  for (const std::string& file : files) {
    if (const Done followed = follow(file, verified); !followed) return followed.fault();
  }
  return verified;
}

}  // namespace presave::server::audit
