// A mapping (all lines but the last, JSON) and a row for it (the last line, a JSON object): what is made of
// the row is one JSON document, and a record that is made is one that the rules can be asked about.
#include <string>
#include <utility>
#include <vector>

#include "engine/bundle/json_reader.h"
#include "engine/presave.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {
namespace {

constexpr std::int64_t kNow = 1'763'900'000'000;

constexpr std::string_view kBundle = R"json({"presaveBundle": 1, "name": "Fuzz", "objects": {
  "Plan__c": {"fields": {"Code__c": {"type": "Text", "length": 10, "externalId": true}}},
  "Visit__c": {"fields": {
    "Name": {"type": "Text", "length": 10, "required": true}, "Open__c": {"type": "Checkbox"},
    "Start__c": {"type": "Date"}, "At__c": {"type": "DateTime"}, "Time__c": {"type": "Time"},
    "Rate__c": {"type": "Percent"}, "Amount__c": {"type": "Currency", "precision": 6, "scale": 2},
    "Stage__c": {"type": "Picklist", "restricted": true, "values": [{"value": "New"}, {"value": "Done"}]},
    "Days__c": {"type": "MultiselectPicklist", "values": [{"value": "Mon"}, {"value": "Tue"}]},
    "Plan__c": {"type": "Lookup", "referenceTo": ["Plan__c"], "relationshipName": "Plan__r"}},
   "rules": [{"name": "A", "active": true, "message": "m", "formula": "Start__c > TODAY() && Amount__c > 3 && Plan__r.Code__c = Name"}]}}})json";

const Bundle& bundle() {
  static const Bundle made = [] {
    Result<Bundle> loaded = Bundle::load(kBundle);
    must(loaded && loaded->findings().empty());
    return *std::move(loaded);
  }();
  return made;
}

void must_be_an_answer(const Mapping& mapping, const std::string& answer) {
  const auto document = json::parse(answer, answer.size());
  must(document && document->root().members()->size() == 1);
  constexpr std::string_view kRecord = "{\"record\":";
  if (!answer.starts_with(kRecord) || mapping.operation() != "insert") return;
  const std::string record = answer.substr(kRecord.size(), answer.size() - kRecord.size() - 1);
  must(bool{bundle().validate(
      "{\"object\":\"" + mapping.object() + "\",\"operation\":\"insert\",\"record\":" + record + "}", kNow)});
}

}  // namespace

void fuzz_mapping(std::string_view input) {
  const auto end = input.rfind('\n');
  const std::string_view row = end == std::string_view::npos ? std::string_view("{}") : input.substr(end + 1);
  const auto mapping = Mapping::load(bundle(), input.substr(0, end));
  if (!mapping) return;
  for (const MappingFinding& finding : mapping->findings()) must(!finding.message.empty());
  const auto answer = mapping->transform(row, kNow);
  if (answer) must_be_an_answer(*mapping, *answer);
  if (!mapping->is_sound()) return;
  const std::vector<std::string_view> headings = mapping->headings();
  auto rows = MappedRows::open(*mapping, headings);
  if (rows)
    must_be_an_answer(*mapping, rows->transform(std::vector<std::string_view>(headings.size(), row), kNow));
}

}  // namespace presave::fuzz
