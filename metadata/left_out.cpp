#include "metadata/left_out.h"

namespace presave::metadata {
namespace {

constexpr std::string_view kAutomation =
    "runs in Salesforce when a record is saved, and may change or refuse it; it is not run before save";
constexpr std::string_view kPages = "arranges pages; takes no part in saving a record";
constexpr std::string_view kLanguages = "labels and messages are those of the org's default language";

constexpr LeftOutKind kKinds[] = {
    {"approvalProcess", "", "approval process", kAutomation},
    {"assignmentRules", "", "assignment rules", kAutomation},
    {"businessProcess", "businessProcesses", "business process", "record types are not decided yet"},
    {"compactLayout", "compactLayouts", "compact layout", kPages, true},
    {"duplicateRule", "", "duplicate rule", kAutomation},
    {"escalationRules", "", "escalation rules", kAutomation},
    {"fieldSet", "fieldSets", "field set", kPages},
    {"fieldTranslation", "", "field translation", kLanguages, true},
    {"flow", "", "flow", kAutomation},
    {"globalValueSetTranslation", "", "value set translation", kLanguages, true},
    {"layout", "", "page layout", "fields that a layout alone requires are not required here"},
    {"listView", "listViews", "list view", kPages, true},
    {"matchingRule", "", "matching rule", kAutomation},
    {"md", "", "custom metadata record", "records of custom metadata types are not taken over yet"},
    {"objectTranslation", "", "object translation", kLanguages, true},
    {"recordType", "recordTypes", "record type",
     "record types and the picklist values they offer are not decided yet"},
    {"standardValueSet", "", "standard value set", "values of standard picklists are not checked yet"},
    {"translation", "", "translation", kLanguages, true},
    {"trigger", "", "Apex trigger", kAutomation},
    {"webLink", "webLinks", "button or link", kPages},
    {"workflow", "", "workflow", kAutomation},
};

constexpr LeftOutKind kOther = {"", "", "", "this version does not read metadata of this kind", true};

}  // namespace

const LeftOutKind& left_out_kind(std::string_view ending) {
  for (const LeftOutKind& kind : kKinds) {
    if (kind.ending == ending) return kind;
  }
  return kOther;
}

const LeftOutKind* left_out_element(std::string_view element) {
  for (const LeftOutKind& kind : kKinds) {
    if (!kind.element.empty() && kind.element == element) return &kind;
  }
  return nullptr;
}

}  // namespace presave::metadata
