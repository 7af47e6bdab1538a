// Who saves the record and when, for rules that read $User, $Permission or the clock. Made explicit in each
// request, so that browser and server decide about the same user at the same instant.
import { withOffsets, zoneNamed } from "presave";
import type { FieldValue, Request, RequestContext } from "presave";
import type { SignedRequest } from "../canvas/context.js";
import { webLocale } from "../form/formats.js";
import type { Formats } from "../form/formats.js";
import type { Draft } from "./draft.js";

/** $User fields by the names the signed request gives them. */
const USER_FIELDS = {
  Id: "userId",
  Username: "userName",
  FirstName: "firstName",
  LastName: "lastName",
  Email: "email",
  ProfileId: "profileId",
  UserRoleId: "roleId",
  UserType: "userType",
};

/** Makes requests that say who asks, and when. */
export class Asker {
  readonly #globals: Record<string, Record<string, FieldValue>>;
  readonly #permissions: string[] | undefined;
  readonly #language: string | undefined;
  /** How the user reads values, and in which time zone, as the org knows it. */
  readonly formats: Formats;

  constructor({ context }: SignedRequest) {
    // An org may leave parts of the context out.
    const { user = {}, organization = {}, environment = {} } = context;
    this.#globals = {
      $User: Object.fromEntries(Object.entries(USER_FIELDS).map(([name, key]) => [name, user[key] ?? null])),
      $Profile: { Id: user["profileId"] ?? null },
      $Organization: { Id: organization["organizationId"] ?? null, Name: organization["name"] ?? null },
    };
    this.#permissions = environment.parameters?.permissions;
    this.#language = textOrNothing(user["language"]);
    this.formats = {
      locale: webLocale(user["locale"]),
      timeZone: textOrNothing(user["timeZone"]),
      // An org of several currencies shows each record in its own, which the org's does not stand for.
      currency: organization["multicurrencyEnabled"] === true ? undefined : textOrNothing(organization["currencyIsoCode"]),
    };
  }

  /** Who saves, without when: for checks that take the clock themselves. */
  context(): RequestContext {
    return {
      globals: this.#globals,
      ...(this.#permissions ? { permissions: this.#permissions } : {}),
      ...(this.#language ? { language: this.#language } : {}),
    };
  }

  /** The draft's request as of now. */
  request(draft: Draft): Request {
    const now = Date.now();
    const request = draft.request({ now: new Date(now).toISOString(), ...this.context() });
    return withOffsets(request, now, zoneNamed(this.formats.timeZone));
  }
}

function textOrNothing(value: string | boolean | null | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
