#include "cli/lint_report.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/formula_mark.h"

namespace presave::cli {
namespace {

using Json = nlohmann::ordered_json;
using lint::Severity;

Colour colour_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return Colour::kRed;
    case Severity::kWarning:
      return Colour::kYellow;
    case Severity::kNote:
      return Colour::kFaint;
  }
  return Colour::kFaint;
}

std::string place_text(const Place& place) {
  if (place.file.empty()) return {};
  return printable(place.file) + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ": ";
}

/// "Rental__c.Discount_Range", or the object alone where it is meant as a whole.
std::string qualified_name(const lint::Finding& finding) {
  return finding.name.empty() ? finding.object : finding.object + '.' + finding.name;
}

std::string title(const lint::Finding& finding) {
  return printable(qualified_name(finding));
}

std::string serialized(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// A file name as a relative URI: all but its plain characters percent-encoded.
std::string uri_of(std::string_view file) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != std::string_view::npos)
      uri += c;
    else
      (uri += '%', uri += kDigits[byte >> 4], uri += kDigits[byte & 15u]);
  }
  return uri;
}

Json sarif_rules() {
  Json list = Json::array();
  for (const lint::Rule& rule : lint::rules()) {
    list.push_back({{"id", rule.code},
                    {"shortDescription", {{"text", rule.finds}}},
                    {"help", {{"text", rule.advice}}},
                    {"defaultConfiguration", {{"level", lint::name_of(rule.severity)}}}});
  }
  return list;
}

Json sarif_result(const lint::Finding& finding, const Place& place) {
  Json location = {
      {"logicalLocations", Json::array({{{"fullyQualifiedName", qualified_name(finding)}}})}};
  if (!place.file.empty()) {
    location["physicalLocation"] = {{"artifactLocation", {{"uri", uri_of(place.file)}}},
                                    {"region", {{"startLine", place.line}, {"startColumn", place.column}}}};
  }
  return {{"ruleId", finding.rule->code},
          {"ruleIndex", finding.rule - lint::rules().data()},
          {"level", lint::name_of(finding.rule->severity)},
          {"message", {{"text", title(finding) + ": " + finding.message + " " + finding.advice}}},
          {"locations", Json::array({std::move(location)})}};
}

}  // namespace

LintReport::LintReport(const schema::Org& org, SourcePlaces& places) : org_(org) {
  for (lint::Finding& finding : lint::look_through(org)) {
    Place place = places.find(finding.source, finding.formula, finding.begin);
    findings_.push_back({std::move(finding), std::move(place)});
  }
}

std::size_t LintReport::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(findings_.begin(), findings_.end(),
                    [&](const Placed& placed) { return placed.finding.rule->severity == severity; }));
}

bool LintReport::calls_for_action() const {
  return count(Severity::kError) + count(Severity::kWarning) > 0;
}

std::string LintReport::text(const Painter& painter) const {
  std::string out;
  for (const auto& [finding, place] : findings_) {
    const Colour colour = colour_of(finding.rule->severity);
    out += painter.paint(Colour::kBold, place_text(place));
    out += painter.paint(colour, std::string(lint::name_of(finding.rule->severity)) + ": ");
    out += title(finding) + ": " + printable(finding.message) +
           painter.paint(Colour::kFaint, " [" + std::string(finding.rule->code) + "]") + '\n';
    if (!finding.formula.empty())
      out += mark(find_spot(finding.formula, finding.begin, finding.end), painter, colour);
    if (!finding.advice.empty()) out += "    " + printable(finding.advice) + '\n';
  }
  return out + printable(org_.name) + ": " + counted(count(Severity::kError), "error") + ", " +
         counted(count(Severity::kWarning), "warning") + ", " + counted(count(Severity::kNote), "note") +
         '\n';
}

std::string LintReport::json() const {
  Json list = Json::array();
  for (const auto& [finding, place] : findings_) {
    list.push_back({{"code", finding.rule->code},
                    {"severity", lint::name_of(finding.rule->severity)},
                    {"object", finding.object},
                    {"name", finding.name},
                    {"file", place.file},
                    {"line", place.line},
                    {"column", place.column},
                    {"begin", finding.begin},
                    {"end", finding.end},
                    {"message", finding.message},
                    {"advice", finding.advice}});
  }
  return serialized({{"name", org_.name},
                     {"errors", count(Severity::kError)},
                     {"warnings", count(Severity::kWarning)},
                     {"notes", count(Severity::kNote)},
                     {"findings", std::move(list)}});
}

std::string LintReport::sarif() const {
  Json results = Json::array();
  for (const auto& [finding, place] : findings_) results.push_back(sarif_result(finding, place));
  Json run = {{"tool", {{"driver", {{"name", "presave"}, {"rules", sarif_rules()}}}}},
              {"columnKind", "utf16CodeUnits"},
              {"results", std::move(results)}};
  return serialized({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                     {"version", "2.1.0"},
                     {"runs", Json::array({std::move(run)})}});
}

std::string lint_rules_text() {
  std::string out;
  for (const lint::Rule& rule : lint::rules()) {
    out += padded(rule.code, 26) + padded(lint::name_of(rule.severity), 9) + std::string(rule.finds) + '\n' +
           std::string(35, ' ') + std::string(rule.advice) + '\n';
  }
  return out;
}

}  // namespace presave::cli
