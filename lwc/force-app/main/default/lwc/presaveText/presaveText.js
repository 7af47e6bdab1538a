// Every word of our own that people read: the custom labels, so that an org can translate them and change them.
import LOADING from "@salesforce/label/c.Presave_Loading";
import RETRY from "@salesforce/label/c.Presave_Retry";
import EDIT from "@salesforce/label/c.Presave_Edit";
import NEW from "@salesforce/label/c.Presave_New";
import SAVE from "@salesforce/label/c.Presave_Save";
import CANCEL from "@salesforce/label/c.Presave_Cancel";
import SAVED from "@salesforce/label/c.Presave_Saved";
import NOT_SAVED from "@salesforce/label/c.Presave_NotSaved";
import REQUIRED from "@salesforce/label/c.Presave_Required";
import FAULTED from "@salesforce/label/c.Presave_Faulted";
import UNDECIDED_ONE from "@salesforce/label/c.Presave_UndecidedOne";
import UNDECIDED_MANY from "@salesforce/label/c.Presave_UndecidedMany";
import NONE from "@salesforce/label/c.Presave_None";
import AVAILABLE from "@salesforce/label/c.Presave_Available";
import KIND_OF from "@salesforce/label/c.Presave_KindOf";
import CHOSEN from "@salesforce/label/c.Presave_Chosen";
import YES from "@salesforce/label/c.Presave_Yes";
import NO from "@salesforce/label/c.Presave_No";
import NO_FIELD from "@salesforce/label/c.Presave_NoField";
import NO_OBJECT from "@salesforce/label/c.Presave_NoObject";
import RULES_MISSING from "@salesforce/label/c.Presave_RulesMissing";
import SETTINGS_UNREAD from "@salesforce/label/c.Presave_SettingsUnread";
import LAYOUT_UNREAD from "@salesforce/label/c.Presave_LayoutUnread";
import PICKLISTS_UNREAD from "@salesforce/label/c.Presave_PicklistsUnread";
import CONTEXT_UNREAD from "@salesforce/label/c.Presave_ContextUnread";
import PARENTS_UNREAD from "@salesforce/label/c.Presave_ParentsUnread";
import RULE from "@salesforce/label/c.Presave_Rule";
import RULE_PASSES from "@salesforce/label/c.Presave_RulePasses";
import RULE_REFUSES from "@salesforce/label/c.Presave_RuleRefuses";
import RULE_FAULTS from "@salesforce/label/c.Presave_RuleFaults";
import RULE_UNKNOWN from "@salesforce/label/c.Presave_RuleUnknown";
import NO_RULES from "@salesforce/label/c.Presave_NoRules";
import FORMULA from "@salesforce/label/c.Presave_Formula";
import VALUE from "@salesforce/label/c.Presave_Value";
import NOT_EVALUATED from "@salesforce/label/c.Presave_NotEvaluated";
import UNKNOWN from "@salesforce/label/c.Presave_Unknown";
import FAILS from "@salesforce/label/c.Presave_Fails";
import BLANK from "@salesforce/label/c.Presave_Blank";
import COMPUTED_AS from "@salesforce/label/c.Presave_ComputedAs";
import WOULD_PASS from "@salesforce/label/c.Presave_WouldPass";
import NO_REPAIR from "@salesforce/label/c.Presave_NoRepair";
import FROM_TO from "@salesforce/label/c.Presave_FromTo";
import OTHERS_LEFT from "@salesforce/label/c.Presave_OthersLeft";
import CSV_TITLE from "@salesforce/label/c.Presave_CsvTitle";
import CSV_FILE from "@salesforce/label/c.Presave_CsvFile";
import CSV_PROGRESS from "@salesforce/label/c.Presave_CsvProgress";
import CSV_DONE from "@salesforce/label/c.Presave_CsvDone";
import CSV_STOPPED from "@salesforce/label/c.Presave_CsvStopped";
import CSV_STOP from "@salesforce/label/c.Presave_CsvStop";
import CSV_DOWNLOAD from "@salesforce/label/c.Presave_CsvDownload";
import CSV_LISTED from "@salesforce/label/c.Presave_CsvListed";
import CSV_LINE from "@salesforce/label/c.Presave_CsvLine";
import CSV_ROWS from "@salesforce/label/c.Presave_CsvRows";
import CSV_MESSAGE from "@salesforce/label/c.Presave_CsvMessage";
import CSV_BY_RULE from "@salesforce/label/c.Presave_CsvByRule";
import CSV_BY_LINE from "@salesforce/label/c.Presave_CsvByLine";
import CSV_LEFT from "@salesforce/label/c.Presave_CsvLeft";
import CSV_EMPTY from "@salesforce/label/c.Presave_CsvEmpty";
import CSV_NOT_TEXT from "@salesforce/label/c.Presave_CsvNotText";
import CSV_QUOTE from "@salesforce/label/c.Presave_CsvQuote";
import CSV_CELLS from "@salesforce/label/c.Presave_CsvCells";
import CSV_TOO_LONG from "@salesforce/label/c.Presave_CsvTooLong";
import CSV_COLUMN from "@salesforce/label/c.Presave_CsvColumn";
import CSV_TWICE from "@salesforce/label/c.Presave_CsvTwice";
import CSV_MANY from "@salesforce/label/c.Presave_CsvMany";
import FIELD from "@salesforce/label/c.Presave_Field";
import FRAME_TITLE from "@salesforce/label/c.Presave_FrameTitle";
import FRAME_ADDRESS from "@salesforce/label/c.Presave_FrameAddress";
import FRAME_SILENT from "@salesforce/label/c.Presave_FrameSilent";
import FLOW_INVALID from "@salesforce/label/c.Presave_FlowInvalid";

/** The custom labels; {0}, {1} are places for fill(). */
export const TEXT = Object.freeze({
    loading: LOADING,
    retry: RETRY,
    edit: EDIT,
    new: NEW,
    save: SAVE,
    cancel: CANCEL,
    saved: SAVED,
    notSaved: NOT_SAVED,
    required: REQUIRED,
    faulted: FAULTED,
    undecidedOne: UNDECIDED_ONE,
    undecidedMany: UNDECIDED_MANY,
    none: NONE,
    available: AVAILABLE,
    chosen: CHOSEN,
    kindOf: KIND_OF,
    yes: YES,
    no: NO,
    noField: NO_FIELD,
    noObject: NO_OBJECT,
    rulesMissing: RULES_MISSING,
    settingsUnread: SETTINGS_UNREAD,
    layoutUnread: LAYOUT_UNREAD,
    picklistsUnread: PICKLISTS_UNREAD,
    contextUnread: CONTEXT_UNREAD,
    parentsUnread: PARENTS_UNREAD,
    rule: RULE,
    rulePasses: RULE_PASSES,
    ruleRefuses: RULE_REFUSES,
    ruleFaults: RULE_FAULTS,
    ruleUnknown: RULE_UNKNOWN,
    noRules: NO_RULES,
    formula: FORMULA,
    value: VALUE,
    notEvaluated: NOT_EVALUATED,
    unknown: UNKNOWN,
    fails: FAILS,
    blank: BLANK,
    computedAs: COMPUTED_AS,
    wouldPass: WOULD_PASS,
    noRepair: NO_REPAIR,
    fromTo: FROM_TO,
    othersLeft: OTHERS_LEFT,
    csvTitle: CSV_TITLE,
    csvFile: CSV_FILE,
    csvProgress: CSV_PROGRESS,
    csvDone: CSV_DONE,
    csvStopped: CSV_STOPPED,
    csvStop: CSV_STOP,
    csvDownload: CSV_DOWNLOAD,
    csvListed: CSV_LISTED,
    csvLine: CSV_LINE,
    csvRows: CSV_ROWS,
    csvMessage: CSV_MESSAGE,
    csvByRule: CSV_BY_RULE,
    csvByLine: CSV_BY_LINE,
    csvLeft: CSV_LEFT,
    csvEmpty: CSV_EMPTY,
    csvNotText: CSV_NOT_TEXT,
    csvQuote: CSV_QUOTE,
    csvCells: CSV_CELLS,
    csvTooLong: CSV_TOO_LONG,
    csvColumn: CSV_COLUMN,
    csvTwice: CSV_TWICE,
    csvMany: CSV_MANY,
    field: FIELD,
    frameTitle: FRAME_TITLE,
    frameAddress: FRAME_ADDRESS,
    frameSilent: FRAME_SILENT,
    flowInvalid: FLOW_INVALID
});

/** A label with its places filled: fill("Edit {0}", "Rental") is "Edit Rental". */
export function fill(label, ...values) {
    return label.replace(/\{(\d)\}/g, (place, index) => (index in values ? String(values[index]) : place));
}

/** What any error of the platform, of the engine or of JavaScript says, in one line. */
export function reasonOf(error) {
    const body = Array.isArray(error?.body) ? error.body[0] : error?.body;
    return body?.message ?? error?.message ?? error?.statusText ?? String(error);
}
