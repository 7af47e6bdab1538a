// Every word of our own that people read: the custom labels, so that an org can translate them and change them.
import LOADING from "@salesforce/label/c.Presave_Loading";
import RETRY from "@salesforce/label/c.Presave_Retry";
import EDIT from "@salesforce/label/c.Presave_Edit";
import NEW from "@salesforce/label/c.Presave_New";
import SAVE from "@salesforce/label/c.Presave_Save";
import CANCEL from "@salesforce/label/c.Presave_Cancel";
import SAVED from "@salesforce/label/c.Presave_Saved";
import NOT_SAVED from "@salesforce/label/c.Presave_NotSaved";
import FAULTED from "@salesforce/label/c.Presave_Faulted";
import UNDECIDED_ONE from "@salesforce/label/c.Presave_UndecidedOne";
import UNDECIDED_MANY from "@salesforce/label/c.Presave_UndecidedMany";
import NONE from "@salesforce/label/c.Presave_None";
import AVAILABLE from "@salesforce/label/c.Presave_Available";
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
    faulted: FAULTED,
    undecidedOne: UNDECIDED_ONE,
    undecidedMany: UNDECIDED_MANY,
    none: NONE,
    available: AVAILABLE,
    chosen: CHOSEN,
    yes: YES,
    no: NO,
    noField: NO_FIELD,
    noObject: NO_OBJECT,
    rulesMissing: RULES_MISSING,
    settingsUnread: SETTINGS_UNREAD,
    layoutUnread: LAYOUT_UNREAD,
    picklistsUnread: PICKLISTS_UNREAD,
    contextUnread: CONTEXT_UNREAD,
    parentsUnread: PARENTS_UNREAD
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
