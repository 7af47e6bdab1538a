// The requirements document.
#include "engine/base/json_text.h"
#include "engine/door/explain_documents.h"
#include "engine/explain/requirements.h"

namespace presave::door {

std::string write_requirements(const schema::Org& org, const rules::RuleSet& rules) {
  const explain::Requirements needed = explain::requirements_of(org, rules);
  JsonText out;
  out.begin_object();
  out.member("object", rules.object_name());
  out.texts("fields", needed.fields);
  out.texts("parents", needed.parents);
  out.texts("prior", needed.prior);
  out.texts("globals", needed.globals);
  out.texts("permissions", needed.permissions);
  out.texts("settings", needed.settings);
  out.texts("customMetadata", needed.custom_metadata);
  out.begin_array("lookups");
  for (const explain::LookupTable& table : needed.lookups) {
    out.begin_object();
    out.member("object", table.object);
    out.texts("fields", table.fields);
    out.end_object();
  }
  out.end_array();
  const explain::Query query = explain::query_of(rules.object_name(), needed);
  out.member("soql", query.soql);
  if (!query.beyond.empty()) out.texts("beyondSoql", query.beyond);
  out.texts("uiApi", explain::ui_fields_of(rules.object_name(), needed));
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::door
