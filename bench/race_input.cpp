#include "bench/race_input.h"

#include <array>
#include <fstream>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/limits.h"
#include "engine/value/spelling.h"

namespace presave::bench {
namespace {

constexpr std::size_t kMostRecords = 100'000;
constexpr std::size_t kMostFields = 1000;
constexpr std::size_t kMostFormulas = 1000;

constexpr std::array<std::pair<std::string_view, Type>, 6> kTypes = {{{"Boolean", Type::kBoolean},
                                                                      {"Text", Type::kText},
                                                                      {"Picklist", Type::kPicklist},
                                                                      {"Currency", Type::kNumber},
                                                                      {"Double", Type::kNumber},
                                                                      {"DateOnly", Type::kDate}}};

// The type that the member `name` spells; complains otherwise.
Type type_of(const json::Node& node, std::string_view name, json::Complaints& complaints) {
  json::ObjectReader reader(node, complaints);
  const std::string spelled = reader.required_text(name);
  for (const auto& [known, type] : kTypes) {
    if (known == spelled) return type;
  }
  complaints.add(
      node, "\"" + std::string(name) + "\" must be Boolean, Text, Picklist, Currency, Double or DateOnly");
  return Type::kText;
}

// Numbers and dates are spelled as texts, as in every document of the project.
std::optional<Value> value_of(const json::Node& node, Type type) {
  if (node.is_null()) return Value();
  if (type == Type::kBoolean) return node.boolean() ? std::optional<Value>(*node.boolean()) : std::nullopt;
  if (!node.text()) return std::nullopt;
  const std::string_view text = *node.text();
  if (text.empty()) return Value();
  if (type == Type::kNumber) {
    const std::optional<Decimal> number = Decimal::parse(text);
    return number ? std::optional<Value>(*number) : std::nullopt;
  }
  if (type == Type::kDate) {
    const std::optional<DayNumber> day = parse_date(text);
    return day ? std::optional<Value>(Date{*day}) : std::nullopt;
  }
  return Text(text);
}

RaceRecord record_of(const json::Node& node, const std::vector<RaceField>& fields,
                     json::Complaints& complaints) {
  RaceRecord record;
  record.values.resize(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const json::Node* const given = node.find(fields[i].name);
    if (!given) continue;
    const std::optional<Value> value = value_of(*given, fields[i].type);
    if (value)
      record.values[i] = *value;
    else
      complaints.add(*given, "the value does not fit the type of the field");
  }
  return record;
}

// A list within its bound; an empty one, with a complaint, past it.
template <class T>
std::span<const T> bounded(std::span<const T> list, std::size_t most, const char* what,
                              const json::Node& root, json::Complaints& complaints) {
  if (!list.empty() && list.size() <= most) return list;
  complaints.add(root, "there must be 1 to " + std::to_string(most) + " " + what, FaultCode::kTooLarge);
  return {};
}

void fill(RaceInput& input, json::Complaints& complaints) {
  const json::Node& root = input.document.root();
  json::ObjectReader reader(root, complaints);
  for (const json::Member& member :
       bounded(reader.members("fields"), kMostFields, "fields", root, complaints)) {
    input.fields.push_back({std::string(member.name), type_of(member.node, "type", complaints)});
  }
  for (const json::Node& node :
       bounded(reader.items("formulas"), kMostFormulas, "formulas", root, complaints)) {
    json::ObjectReader formula(node, complaints);
    input.formulas.push_back({formula.required_text("formula"), type_of(node, "returnType", complaints)});
  }
  for (const json::Node& node : bounded(reader.items("records"), kMostRecords, "records", root, complaints)) {
    input.records.push_back(record_of(node, input.fields, complaints));
  }
}

Result<std::string> contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(limits::kBundleBytes + 1, '\0');
  if (!file) return Fault{FaultCode::kNotFound, path, "give the path of a race file"};
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return Fault{FaultCode::kUnreadable, path, {}};
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

Fault in_file(const std::string& path, Fault fault) {
  fault.where = path + (fault.where.empty() ? "" : ":" + fault.where);
  return fault;
}

}  // namespace

std::optional<std::uint32_t> RaceInput::slot(std::string_view name) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (compare_ascii_nocase(fields[i].name, name) == 0) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

Result<RaceInput> read_race(const std::string& path) {
  const Result<std::string> text = contents_of(path);
  if (!text) return text.fault();
  Result<json::Document> document = json::parse(*text, limits::kBundleBytes);
  if (!document) return in_file(path, document.fault());
  RaceInput input{std::move(*document), {}, {}, {}};
  json::Complaints complaints(input.document);
  fill(input, complaints);
  if (complaints.any()) return in_file(path, complaints.first());
  return Result<RaceInput>(std::move(input));
}

std::optional<check::Reference> RaceScope::find(std::string_view path) {
  const std::optional<std::uint32_t> slot = input_.slot(path);
  if (!slot) return std::nullopt;
  check::Reference reference;
  reference.type = input_.fields[*slot].type;
  reference.slot = *slot;
  reference.of_record = true;
  return reference;
}

}  // namespace presave::bench
