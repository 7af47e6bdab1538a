#include "metadata/left_out.h"

namespace presave::metadata {
namespace {

constexpr std::string_view kAutomation =
    "runs in Salesforce when a record is saved, and may change or refuse it; it is not run before save";
constexpr std::string_view kPages = "arranges pages; takes no part in saving a record";
constexpr std::string_view kLanguages = "labels of global value sets are those of the org's default language";

constexpr LeftOutKind kKinds[] = {
    {"approvalProcess", "", "approval process", kAutomation},
    {"assignmentRules", "", "assignment rules", kAutomation},
    {"compactLayout", "compactLayouts", "compact layout", kPages, true},
    {"duplicateRule", "", "duplicate rule", kAutomation},
    {"escalationRules", "", "escalation rules", kAutomation},
    {"fieldSet", "fieldSets", "field set", kPages},
    {"flow", "", "flow", kAutomation},
    {"globalValueSetTranslation", "", "value set translation", kLanguages, true},
    {"layout", "", "page layout", "fields that a layout alone requires are not required here"},
    {"listView", "listViews", "list view", kPages, true},
    {"matchingRule", "", "matching rule", kAutomation},
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
