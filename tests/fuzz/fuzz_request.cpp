// A request document against a bundle that has everything a record can be asked: parents three levels up, a
// parent of two kinds, formula fields, defaults, globals, permissions, every type of field.
#include <cstdint>
#include <string>
#include <utility>

#include "engine/presave.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {
namespace {

constexpr std::int64_t kNow = 1'764'000'000'000;

constexpr std::string_view kBundle = R"json({"presaveBundle": 1, "name": "Fuzz", "objects": {
  "User": {"fields": {"Name": {"type": "Text"}, "Limit__c": {"type": "Currency"}}},
  "Group": {"fields": {"Name": {"type": "Text"}, "Limit__c": {"type": "Text"}}},
  "Plan__c": {"fields": {
    "Start__c": {"type": "Date"}, "Base__c": {"type": "Number"},
    "Double__c": {"type": "Number", "formula": "Base__c * 2 + Parent__r.Base__c", "blanksAs": "blank"},
    "Parent__c": {"type": "Lookup", "referenceTo": ["Plan__c"], "relationshipName": "Parent__r"}}},
  "Visit__c": {"fields": {
    "Name": {"type": "Text", "length": 10, "required": true},
    "Start__c": {"type": "Date"}, "At__c": {"type": "DateTime"}, "Time__c": {"type": "Time"},
    "Rate__c": {"type": "Percent"}, "Amount__c": {"type": "Currency", "precision": 6, "scale": 2, "defaultValue": "12"},
    "Due__c": {"type": "Currency", "scale": 2, "formula": "Amount__c * (1 + Rate__c)"},
    "Late__c": {"type": "Checkbox", "formula": "Start__c < TODAY()"},
    "Place__c": {"type": "Location"}, "Mail__c": {"type": "Email"}, "Open__c": {"type": "Checkbox", "defaultValue": "true"},
    "Stage__c": {"type": "Picklist", "restricted": true, "values": [{"value": "New", "default": true}, {"value": "Done"}]},
    "Days__c": {"type": "MultiselectPicklist", "values": [{"value": "Mon"}, {"value": "Tue"}]},
    "OwnerId": {"type": "Lookup", "referenceTo": ["User", "Group"], "relationshipName": "Owner"},
    "Plan__c": {"type": "Lookup", "referenceTo": ["Plan__c"], "relationshipName": "Plan__r"}},
   "rules": [
    {"name": "A", "active": true, "message": "m", "formula": "ISCHANGED(Stage__c) && ISPICKVAL(PRIORVALUE(Stage__c), \"Done\")"},
    {"name": "B", "active": true, "message": "m", "formula": "NOT($Permission.Boss) && Due__c > 10 && $User.Limit__c < 3"},
    {"name": "C", "active": true, "message": "m", "formula": "Plan__r.Parent__r.Double__c > Plan__r.Double__c || Late__c"},
    {"name": "D", "active": true, "message": "m", "formula": "Owner:User.Limit__c > 1 || Owner:Group.Limit__c = \"x\" || Owner.Name = \"y\""},
    {"name": "E", "active": true, "message": "m", "formula": "DISTANCE(Place__c, GEOLOCATION(1, 2), \"km\") > 10"},
    {"name": "F", "active": true, "message": "m", "formula": "DATEVALUE(At__c) + 1 > Start__c || INCLUDES(Days__c, \"Mon\") || TEXT(Time__c + 5) = Name"},
    {"name": "G", "active": true, "message": "m", "formula": "REGEX(Name, \"(a|b)*c\") || CONTAINS(Mail__c, LEFT(Name, 3)) || YEAR(TODAY()) > 9998"}
   ]}}})json";

const Bundle& bundle() {
  static const Bundle made = [] {
    Result<Bundle> loaded = Bundle::load(kBundle);
    must(loaded && loaded->findings().empty());
    return *std::move(loaded);
  }();
  return made;
}

// Coverage decides as validate() does, and every rule over a record that can be read can be explained.
void explain(std::string_view input, const std::string& outcome) {
  const std::string request = "\"request\":" + std::string(input) + "}";
  const Result<std::string> covered = bundle().cover("{" + request, kNow);
  if (!covered) {  // one level deeper than the request by itself, and with no byte order mark at its begin
    return must(covered.fault().code == FaultCode::kTooLarge || covered.fault().code == FaultCode::kMalformedJson);
  }
  must(outcome.find("\"formulaFields\"") != std::string::npos || covered->find(outcome) != std::string::npos);
  if (covered->find("\"rules\":[]") != std::string::npos) return;
  // Searches take a thousand times as long as decisions, so few inputs pay for one.
  const bool searches = input.size() % 32 == 0;
  const std::string repair = searches ? "{" : "{\"repair\":false,";
  for (const char* rule : {"A", "B", "C", "D", "E", "F", "G"}) {
    must(static_cast<bool>(bundle().explain(repair + "\"rule\":\"" + std::string(rule) + "\"," + request, kNow)));
  }
  if (searches) (void)bundle().propose("{\"object\":\"Visit__c\",\"requests\":[" + std::string(input) + "]}", kNow);
}

// A session begins with what the decision says, and stays of one mind about each edit.
void edit(std::string_view input, const std::string& outcome) {
  Result<Session> session = bundle().open(input, kNow);
  must(static_cast<bool>(session));
  must(session->outcome() == outcome);
  constexpr std::pair<std::string_view, std::string_view> kEdits[] = {
      {"Name", "\"abc\""}, {"Stage__c", "\"Done\""}, {"Plan__c", "\"a01000000000009\""}, {"Plan__r", "{\"Base__c\": 5}"},
      {"Stage__c", "7"},   {"OwnerId", "null"},       {"Plan__c", "null"},              {"Name", "null"}};
  for (const auto& [field, value] : kEdits) {
    const bool taken = static_cast<bool>(session->set(field, value));
    must(taken || !session->set(field, value));
  }
  must(!session->outcome().empty());
}

}  // namespace

void fuzz_request(std::string_view input) {
  const Result<std::string> first = bundle().validate(input, kNow);
  const Result<std::string> second = bundle().validate(input, kNow);
  must(static_cast<bool>(first) == static_cast<bool>(second));
  if (!first) return must(!first.fault().detail.empty());
  must(*first == *second);
  explain(input, *first);
  edit(input, *first);
}

}  // namespace presave::fuzz
