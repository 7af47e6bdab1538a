#include "server/api/callout/schemas.h"

#include <array>

namespace presave::server::api::callout {
namespace {

constexpr std::string_view kVerdicts = "pass fail undetermined";
constexpr std::string_view kOperations = "insert update clone undelete";
constexpr std::string_view kRecordJson =
    "The record as JSON text, as JSON.serialize(record) gives it: field API names to values, parents nested. "
    "Either "
    "this or fields.";
constexpr std::string_view kPriorJson = "An update's record before the change, as JSON text.";
constexpr std::string_view kContextJson =
    "What rules read beside the record (now, language, permissions, globals), as JSON text: "
    "docs/documents.md.";
constexpr auto kText = ValueKind::kText;
constexpr auto kTexts = ValueKind::kTexts;
constexpr auto kBoolean = ValueKind::kBoolean;
constexpr auto kInteger = ValueKind::kInteger;
constexpr auto kObjects = ValueKind::kObjects;

constexpr std::array kFieldValue = {
    Property{"name", kText, true, "API name of the field."},
    Property{"value", kText, false, "Its value as text: 2026-03-01, 12.5, true. Blank where it is absent."},
};
constexpr std::array kValidateRequest = {
    Property{"object", kText, true, "API name of the object."},
    Property{
        "operation", kText, false, "What is done to the record; insert where it is absent.", {}, kOperations},
    Property{"recordJson", kText, false, kRecordJson},
    Property{"fields", kObjects, false, "The record field by field, for flows.", "FieldValue"},
    Property{"priorJson", kText, false, kPriorJson},
    Property{"contextJson", kText, false, kContextJson},
};
constexpr std::array kMessage = {
    Property{
        "state",
        kText,
        true,
        "fail: refuses the record. faulted: the rule fails on this record, which Salesforce does not save. "
        "undetermined: cannot be decided here. warning: Salesforce's pages do not offer the value. invalid: "
        "the "
        "record cannot be read.",
        {},
        "fail faulted undetermined warning invalid"},
    Property{"kind", kText, false, "validationRule or constraint."},
    Property{"rule", kText, false, "Name of the rule or constraint."},
    Property{"code", kText, false, "Salesforce's status code."},
    Property{"field", kText, false, "The field that the message stands at; absent: the record as a whole."},
    Property{"message", kText, true, "The org's own words, or why it cannot be decided."},
};
constexpr std::array kValidateResult = {
    Property{"verdict",
             kText,
             true,
             "pass, fail, or undetermined: Salesforce may still refuse it.",
             {},
             kVerdicts},
    Property{"passed", kBoolean, true, "True where the verdict is pass."},
    Property{"message", kText, true,
             "All messages that refuse the record, a line each; empty where none does."},
    Property{"messages", kObjects, true, "Everything that is said of the record.", "Message"},
};
constexpr std::array kBatchRecord = {
    Property{"key", kText, false, "The caller's own name for the record; comes back with its result."},
    Property{"recordJson", kText, false, kRecordJson},
    Property{"fields", kObjects, false, "The record field by field, for flows.", "FieldValue"},
    Property{"priorJson", kText, false, kPriorJson},
};
constexpr std::array kBatchRequest = {
    Property{"object", kText, true, "API name of the object, of all records."},
    Property{"operation",
             kText,
             false,
             "What is done to the records; insert where it is absent.",
             {},
             kOperations},
    Property{"contextJson", kText, false, kContextJson},
    Property{"records", kObjects, true, "At most 200.", "BatchRecord"},
};
constexpr std::array kBatchItem = {
    Property{"index", kInteger, true, "Place of the record in the request, from 0."},
    Property{"key", kText, false, "The record's key, where it has one."},
    Property{"verdict",
             kText,
             true,
             "As of one record; invalid: the record cannot be read.",
             {},
             "pass fail undetermined invalid"},
    Property{"passed", kBoolean, true, "True where the verdict is pass."},
    Property{"message", kText, true, "All messages that refuse the record, a line each."},
    Property{"messages", kObjects, true, "Everything that is said of the record.", "Message"},
};
constexpr std::array kBatchResult = {
    Property{"complete", kBoolean, true, "False where the time was over before all records were decided."},
    Property{"total", kInteger, true, "Records in the request."},
    Property{"passed", kInteger, true, "Records that pass."},
    Property{"failed", kInteger, true, "Records that a rule refuses."},
    Property{"undetermined", kInteger, true, "Records that cannot be decided here."},
    Property{"invalid", kInteger, true, "Records that cannot be read."},
    Property{"results", kObjects, true, "One for each record that was decided, in order.", "BatchItem"},
};
constexpr std::array kCellValue = {
    Property{"name", kText, true, "The column's name."},
    Property{"value", kText, false, "Its value as the source writes it. Blank where it is absent."},
};
constexpr std::array kTransformRow = {
    Property{"key", kText, false, "The caller's own name for the row; comes back with its result."},
    Property{"rowJson", kText, false,
             "The row as JSON text: the source's column names to values. Either this or cells."},
    Property{"cells", kObjects, false, "The row column by column, for flows.", "CellValue"},
};
constexpr std::array kTransformRequest = {
    Property{"mapping", kText, true, "Name of the mapping: docs/mappings.md."},
    Property{"rows", kObjects, true, "At most 200.", "TransformRow"},
    Property{"validate", kBoolean, false, "True: each record is decided by the org's rules, too."},
    Property{"upsertAs",
             kText,
             false,
             "What an upsert's records are decided as; both where it is absent: the worse verdict counts.",
             {},
             "insert update both"},
    Property{"contextJson", kText, false, kContextJson},
};
constexpr std::array kTransformReason = {
    Property{"field", kText, false, "The record's field; absent: the row as a whole."},
    Property{"column", kText, false, "The source's column."},
    Property{"value", kText, false, "Its value, at most the first 80 characters."},
    Property{"message", kText, true, "What is wrong with it."},
};
constexpr std::array kTransformItem = {
    Property{"index", kInteger, true, "Place of the row in the request, from 0."},
    Property{"key", kText, false, "The row's key, where it has one."},
    Property{"state",
             kText,
             true,
             "record: it became one. skipped: the mapping leaves it out. refused: see reasons.",
             {},
             "record skipped refused"},
    Property{"recordJson", kText, false, "The record as JSON text, for the REST API or JSON.deserialize."},
    Property{"reasons", kObjects, true, "Why there is no record; empty where there is one.",
             "TransformReason"},
    Property{"verdict",
             kText,
             false,
             "Where the request asks for it and the row became a record. invalid: the rules cannot read it.",
             {},
             "pass fail undetermined invalid"},
    Property{"passed", kBoolean, false, "True where the verdict is pass."},
    Property{"message", kText, false, "All messages that refuse the record, a line each."},
    Property{"messages", kObjects, false, "Everything that is said of the record.", "Message"},
};
constexpr std::array kTransformResult = {
    Property{"complete", kBoolean, true, "False where the time was over before all rows were done."},
    Property{"total", kInteger, true, "Rows in the request."},
    Property{"object", kText, true, "API name of the records' object."},
    Property{"operation", kText, true, "What the records are for.", {}, "insert update upsert delete"},
    Property{"keyField", kText, false,
             "By which field the org finds the records of an update, upsert or delete."},
    Property{"records", kInteger, true, "Rows that became records."},
    Property{"skipped", kInteger, true, "Rows that the mapping leaves out."},
    Property{"refused", kInteger, true, "Rows that cannot become records."},
    Property{"passed", kInteger, true, "Records that pass; 0 where none was decided, as the next three."},
    Property{"failed", kInteger, true, "Records that a rule refuses."},
    Property{"undetermined", kInteger, true, "Records that cannot be decided here."},
    Property{"invalid", kInteger, true, "Records that the rules cannot read."},
    Property{"results", kObjects, true, "One for each row that was done, in order.", "TransformItem"},
};
constexpr std::array kExplainRequest = {
    Property{"object", kText, true, "API name of the object."},
    Property{"rule", kText, true, "Name of the validation rule."},
    Property{
        "operation", kText, false, "What is done to the record; insert where it is absent.", {}, kOperations},
    Property{"recordJson", kText, false, kRecordJson},
    Property{"fields", kObjects, false, "The record field by field, for flows.", "FieldValue"},
    Property{"priorJson", kText, false, kPriorJson},
    Property{"contextJson", kText, false, kContextJson},
};
constexpr std::array kPart = {
    Property{"text", kText, true, "This part of the formula, as it is written."},
    Property{"state",
             kText,
             true,
             "Whether it was evaluated, and what came of it.",
             {},
             "evaluated notEvaluated faulted undetermined"},
    Property{"value", kText, false, "Its value; absent where it is blank or was not evaluated."},
};
constexpr std::array kRepair = {
    Property{"number", kInteger, true, "Changes of the same number belong together."},
    Property{"field", kText, true, "The field to change."},
    Property{"from", kText, false, "Its value; absent: blank."},
    Property{"to", kText, false, "The value that makes the rule pass; absent: blank."},
    Property{"otherFailures", kInteger, true, "What would still refuse the record."},
};
constexpr std::array kExplainResult = {
    Property{"object", kText, true, "API name of the object."},
    Property{"rule", kText, true, "Name of the rule."},
    Property{"verdict", kText, true, "What the rule says.", {}, "pass fail faulted undetermined"},
    Property{"message", kText, true, "The rule's message."},
    Property{"field", kText, false, "The field that the message stands at."},
    Property{"formula", kText, true, "The rule's condition: TRUE refuses the record."},
    Property{"parts", kObjects, true, "The condition part by part; the last is the whole.", "ExplainedPart"},
    Property{"repairs", kObjects, true,
             "Changes of the record's own fields that make the rule pass. Each was tried.", "Repair"},
};
constexpr std::array kLookupNeed = {
    Property{"object", kText, true, "The object that VLOOKUP searches."},
    Property{"fields", kText, true, "Its fields that are read, with a comma between."},
};
constexpr std::array kRequirements = {
    Property{"object", kText, true, "API name of the object."},
    Property{"fields", kTexts, true, "Fields of the record."},
    Property{"parents", kTexts, true, "Fields of its parents, as paths."},
    Property{"prior", kTexts, true, "Fields whose value before an update is read."},
    Property{"globals", kTexts, true, "Globals, such as $User.Id."},
    Property{"permissions", kTexts, true, "Custom permissions."},
    Property{"settings", kTexts, true, "Fields of custom settings."},
    Property{"customMetadata", kTexts, true,
             "Fields of custom metadata records that the bundle does not have."},
    Property{"lookups", kObjects, true, "What VLOOKUP searches.", "LookupNeed"},
    Property{"soql", kText, true, "A query that loads fields and parents."},
};
constexpr std::array kBundleInfo = {
    Property{"name", kText, true, "What the query parameter bundle takes."},
    Property{"label", kText, true, "The name in the bundle itself."},
    Property{"tag", kText, true, "Changes whenever the bundle does."},
    Property{"objects", kInteger, true, "How many objects it knows."},
    Property{"rules", kInteger, true, "How many active rules it decides."},
    Property{"usual", kBoolean, true, "True for the one that counts where a request names none."},
};
constexpr std::array kBundleList = {
    Property{"bundles", kObjects, true, "Those that the caller may use.", "BundleInfo"},
};
constexpr std::array kBundleDocument = {
    Property{"presaveBundle", kInteger, true, "Version of the form of the document: docs/documents.md."},
    Property{"sha256", kText, false, "Digest of the rest."},
    Property{"name", kText, false, "Name of the org or package."},
};
constexpr std::array kProblem = {
    Property{"type", kText, true, "Which problem: an anchor on the page /problems."},
    Property{"title", kText, true, "It in short."},
    Property{"status", kInteger, true, "The HTTP status."},
    Property{"detail", kText, true, "What is wrong here, and what to do."},
    Property{"where", kText, false, "JSON pointer, header or parameter."},
};

constexpr std::array kSchemas = {
    Schema{"ValidateRequest", "One record to decide.", kValidateRequest},
    Schema{"FieldValue", "A field and its value.", kFieldValue},
    Schema{"ValidateResult", "What the org's rules say of the record.", kValidateResult},
    Schema{"Message", "One thing that is said of a record.", kMessage},
    Schema{"BatchRequest", "Several records of one object.", kBatchRequest},
    Schema{"BatchRecord", "One of the records.", kBatchRecord},
    Schema{"BatchResult", "What the org's rules say of the records.", kBatchResult},
    Schema{"BatchItem", "What they say of one.", kBatchItem},
    Schema{"TransformRequest", "Rows of a foreign source.", kTransformRequest},
    Schema{"TransformRow", "One of the rows.", kTransformRow},
    Schema{"CellValue", "A column and its value.", kCellValue},
    Schema{"TransformResult", "What became of the rows.", kTransformResult},
    Schema{"TransformItem", "What became of one.", kTransformItem},
    Schema{"TransformReason", "Why a row did not become a record.", kTransformReason},
    Schema{"ExplainRequest", "A record, and the rule to explain.", kExplainRequest},
    Schema{"ExplainResult", "Why the rule decides so.", kExplainResult},
    Schema{"ExplainedPart", "One part of the rule's condition.", kPart},
    Schema{"Repair", "One change of one field.", kRepair},
    Schema{"Requirements", "What must be loaded so that every rule of the object can be decided.",
           kRequirements},
    Schema{"LookupNeed", "An object that is searched.", kLookupNeed},
    Schema{"BundleList", "The caller's bundles.", kBundleList},
    Schema{"BundleInfo", "One of them.", kBundleInfo},
    Schema{"BundleDocument", "The rules of an org, as docs/documents.md describes them.", kBundleDocument,
           true},
    Schema{"Problem", "A refusal (RFC 9457).", kProblem},
};

}  // namespace

std::span<const Schema> schemas() {
  return kSchemas;
}

}  // namespace presave::server::api::callout
