// Finds out who asks, for rules that read it: $User, $Profile and $UserRole through uiRecordApi; custom
// permissions, custom settings, the organization and the record type's name through Apex, since nothing else has
// them. It shows nothing and tells its page once: "contextready" with {context, problem}.
import { LightningElement, api, wire } from "lwc";
import LANGUAGE from "@salesforce/i18n/lang";
import USER_ID from "@salesforce/user/Id";
import loadContext from "@salesforce/apex/PresaveContext.load";
import { getRecord } from "lightning/uiRecordApi";
import { reasonOf } from "c/presaveText";

/** Where the fields of a global stand in the User record. */
const USER_PATHS = { $User: "User", $Profile: "User.Profile", $UserRole: "User.UserRole" };
const NOTHING = Object.freeze({});

export default class PresaveUserContext extends LightningElement {
    userId;
    userFields;
    question;
    _needs = { user: false, org: false };
    _user;
    _org;

    /** {objectApiName, recordTypeId, requirements} of the object whose rules will be decided. */
    @api
    get subject() {
        return this._subject;
    }
    set subject(subject) {
        this._subject = subject;
        if (subject) this._ask(subject);
    }
    _subject;

    @wire(getRecord, { recordId: "$userId", optionalFields: "$userFields" })
    wiredUser({ data, error }) {
        if (!data && !error) return;
        this._user = { data, error };
        this._tell();
    }

    @wire(loadContext, { questionJson: "$question" })
    wiredOrg({ data, error }) {
        if (!data && !error) return;
        this._org = { data, error };
        this._tell();
    }

    _ask({ objectApiName, recordTypeId, requirements }) {
        const { globals, permissions, settings } = requirements;
        const ofUser = globals.filter((path) => pathOf(path) in USER_PATHS).map(userFieldOf);
        const organization = fieldsOf(globals, "$Organization");
        this._needs = {
            user: ofUser.length > 0 && Boolean(USER_ID),
            org: permissions.length + settings.length + organization.length > 0 || Boolean(recordTypeId)
        };
        if (this._needs.user) {
            this.userFields = ofUser;
            this.userId = USER_ID;
        }
        if (this._needs.org) {
            this.question = JSON.stringify({
                objectApiName,
                recordTypeId: recordTypeId ?? null,
                permissions,
                settings: settings.map((path) => path.slice("$Setup.".length)),
                organization
            });
        }
        // Its page is still being put together while it sets the subject.
        Promise.resolve().then(() => this._tell());
    }

    _tell() {
        if ((this._needs.user && !this._user) || (this._needs.org && !this._org)) return;
        const error = this._user?.error ?? this._org?.error;
        const detail = { context: this._context(), problem: error && reasonOf(error) };
        this.dispatchEvent(new CustomEvent("contextready", { detail }));
    }

    _context() {
        const org = this._org?.data && JSON.parse(this._org.data);
        const context = {
            language: LANGUAGE?.replace("-", "_"),
            globals: { ...this._userGlobals(), ...org?.globals }
        };
        if (org?.recordType) context.recordType = org.recordType;
        if (org) context.permissions = org.permissions;
        return context;
    }

    _userGlobals() {
        const record = this._user?.data;
        const globals = { $User: { Id: USER_ID ?? null } };
        if (!record) return USER_ID ? globals : NOTHING;
        this._subject.requirements.globals.forEach((path) => {
            const global = pathOf(path);
            if (!(global in USER_PATHS)) return;
            const value = valueAt(record, userFieldOf(path));
            if (value !== undefined) (globals[global] ??= {})[path.slice(global.length + 1)] = value;
        });
        return globals;
    }
}

function pathOf(path) {
    return path.slice(0, path.indexOf("."));
}

function userFieldOf(path) {
    const global = pathOf(path);
    return `${USER_PATHS[global]}.${path.slice(global.length + 1)}`;
}

function fieldsOf(globals, global) {
    return globals.filter((path) => pathOf(path) === global).map((path) => path.slice(global.length + 1));
}

/** The value at a qualified path ("User.Profile.Name"); undefined where Salesforce did not give it. */
function valueAt(record, path) {
    let place = record;
    for (const name of path.split(".").slice(1)) {
        if (place === null) return null;
        place = place?.fields?.[name]?.value;
    }
    return place;
}
