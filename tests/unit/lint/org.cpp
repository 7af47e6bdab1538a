#include "tests/unit/lint/org.h"

namespace presave::testing {
namespace {

using schema::FieldType;

schema::Field field(FieldType type) {
  schema::Field made;
  made.type = type;
  made.source = {"Thing__c.object", 1};
  return made;
}

}  // namespace

schema::Org lint_org() {
  schema::Org org;
  org.name = "Things";
  schema::Object& thing = org.objects["Thing__c"];
  for (const std::string name : {"N__c", "M__c"}) {
    thing.fields[name] = field(FieldType::kNumber);
    thing.fields[name].precision = 4;
    thing.fields[name].scale = 1;
  }
  thing.fields["T__c"] = field(FieldType::kText);
  thing.fields["T__c"].length = 80;
  thing.fields["D__c"] = field(FieldType::kDate);
  thing.fields["B__c"] = field(FieldType::kCheckbox);
  thing.fields["P__c"] = field(FieldType::kPicklist);
  thing.fields["P__c"].values = {{"A", "A"}, {"B", "B"}, {"C", "Sea"}};
  thing.fields["Mp__c"] = field(FieldType::kMultiselectPicklist);
  thing.fields["Mp__c"].values = {{"A", "A"}, {"B", "B"}};
  thing.fields["Parent__c"] = field(FieldType::kLookup);
  thing.fields["Parent__c"].reference_to = {"Thing__c"};
  thing.fields["Parent__c"].relationship_name = "Parent__r";
  return org;
}

schema::ValidationRule lint_rule(const std::string& name, const std::string& formula) {
  schema::ValidationRule rule;
  rule.name = name;
  rule.formula = formula;
  rule.field = "N__c";
  rule.message = "No.";
  return rule;
}

std::vector<std::string> found(const schema::Org& org) {
  std::vector<std::string> all;
  for (const lint::Finding& finding : lint::look_through(org)) {
    const std::string_view marked = finding.formula.substr(finding.begin, finding.end - finding.begin);
    all.push_back(std::string(finding.rule->code) + ": " + std::string(marked));
  }
  return all;
}

std::vector<std::string> found(const std::string& formula) {
  schema::Org org = lint_org();
  org.objects["Thing__c"].rules = {lint_rule("Rule", formula)};
  return found(org);
}

}  // namespace presave::testing
