#include "cli/row_report.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

constexpr std::size_t kLineWidth = 12;  // "line 1234567"

/// A list of an outcome, what its items mean, and the member of each that people read.
struct Listing {
  const char* name;
  Weight weight;
  const char* text;
};
constexpr Listing kListings[] = {{"failures", Weight::kRefused, "message"},
                                 {"faulted", Weight::kRefused, "message"},
                                 {"undetermined", Weight::kUndetermined, "why"},
                                 {"warnings", Weight::kWarning, "message"}};

/// What most rows get, to be seen without reading it.
constexpr std::string_view kPlainPass = R"({"verdict":"pass","failures":[],"undetermined":[],"faulted":[]})";

Colour colour_of(std::string_view verdict) {
  if (verdict == "pass") return Colour::kGreen;
  return verdict == "undetermined" ? Colour::kYellow : Colour::kRed;
}

std::string line_and_verdict(std::uint64_t line, const std::string& verdict, const Painter& painter) {
  return painter.paint(Colour::kFaint, padded("line " + std::to_string(line), kLineWidth)) + "  " +
         painter.paint(colour_of(verdict), verdict);
}

}  // namespace

RowAnswer unreadable(const Fault& fault) {
  return {std::string(kUnreadableVerdict), {{Weight::kRefused, "", "", fault.text()}}};
}

Result<RowAnswer> read_outcome(std::string_view outcome) {
  if (outcome == kPlainPass) return RowAnswer{"pass", {}};
  const Result<json::Document> document = json::parse(outcome, limits::kBundleBytes);
  if (!document) return document.fault();
  json::Complaints complaints(*document);
  json::ObjectReader reader(document->root(), complaints);
  RowAnswer answer;
  answer.verdict = reader.required_text("verdict");
  for (const Listing& listing : kListings) {
    for (const json::Node& node : reader.items(listing.name)) {
      json::ObjectReader item(node, complaints);
      answer.messages.push_back(
          {listing.weight, item.required_text("rule"), item.text("field"), item.required_text(listing.text)});
    }
  }
  if (complaints.any()) return complaints.first();
  return answer;
}

void Tally::add(std::string_view verdict) {
  ++rows;
  if (verdict == "pass") {
    ++pass;
  } else if (verdict == "fail") {
    ++fail;
  } else if (verdict == "undetermined") {
    ++undetermined;
  } else if (verdict == kSkippedVerdict) {
    ++skipped;
  } else {
    ++unreadable;
  }
}

Tally& Tally::operator+=(const Tally& other) {
  rows += other.rows;
  pass += other.pass;
  fail += other.fail;
  undetermined += other.undetermined;
  unreadable += other.unreadable;
  skipped += other.skipped;
  return *this;
}

std::string Tally::text() const {
  return counted(rows, "row") + ": " + std::to_string(pass) + " pass, " + std::to_string(fail) + " fail, " +
         std::to_string(undetermined) + " undetermined" +
         (unreadable > 0 ? ", " + std::to_string(unreadable) + " unreadable" : std::string()) +
         (skipped > 0 ? ", " + std::to_string(skipped) + " skipped" : std::string());
}

std::string row_text(std::uint64_t line, const RowAnswer& answer, const Painter& painter) {
  std::string out = line_and_verdict(line, answer.verdict, painter) + '\n';
  std::size_t rule_width = 0;
  std::size_t field_width = 0;
  for (const RowMessage& message : answer.messages) {
    rule_width = std::max(rule_width, utf16_length(message.rule));
    field_width = std::max(field_width, utf16_length(message.field));
  }
  for (const RowMessage& message : answer.messages) {
    const std::string field =
        field_width == 0 ? std::string() : padded(printable(message.field), field_width) + "  ";
    out += std::string(kLineWidth + 2, ' ') + padded(printable(message.rule), rule_width) + "  " + field +
           (message.weight == Weight::kWarning ? "only a warning: " : "") + printable(message.text) + '\n';
  }
  return out;
}

std::string row_json(std::uint64_t line, std::string_view outcome) {
  return "{\"line\":" + std::to_string(line) + ',' + std::string(outcome.substr(1)) + '\n';
}

std::string row_json(std::uint64_t line, const Fault& fault) {
  const nlohmann::ordered_json out = {{"line", line},
                                      {"verdict", kUnreadableVerdict},
                                      {"code", name_of(fault.code)},
                                      {"where", fault.where},
                                      {"detail", fault.detail}};
  return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace presave::cli
