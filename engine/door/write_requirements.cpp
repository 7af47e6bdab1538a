// The requirements document.
#include "engine/door/explain_documents.h"
#include "engine/door/part_json.h"
#include "engine/explain/requirements.h"

namespace presave::door {

std::string write_requirements(const schema::Org& org, const rules::RuleSet& rules) {
  const explain::Requirements needed = explain::requirements_of(org, rules);
  Json lookups = Json::array();
  for (const explain::LookupTable& table : needed.lookups) {
    lookups.push_back({{"object", table.object}, {"fields", table.fields}});
  }
  return text_of({{"object", rules.object_name()},
                  {"fields", needed.fields},
                  {"parents", needed.parents},
                  {"prior", needed.prior},
                  {"globals", needed.globals},
                  {"permissions", needed.permissions},
                  {"settings", needed.settings},
                  {"customMetadata", needed.custom_metadata},
                  {"lookups", std::move(lookups)},
                  {"soql", explain::soql_of(rules.object_name(), needed)},
                  {"uiApi", explain::ui_fields_of(rules.object_name(), needed)}});
}

}  // namespace presave::door
