// The messages between the embed and the page around it, version 1; docs/embed.md describes them.
import type { FieldValue, Outcome, RecordDocument, Request } from "presave";
import type { NamedRecord } from "../record/load.js";
import type { Theme } from "../ui/theme.js";

/** Stands in every message as `presave`. */
export const PROTOCOL = 1;

/** A record to show, with the rules that decide it. */
export interface OpenMessage {
  type: "open";
  bundle: string | object;
  request: Request;
  language?: string;
  timeZone?: string;
  locale?: string;
  currency?: string;
  sections?: { heading: string; fields: string[] }[];
  choices?: Record<string, NamedRecord[]>;
  /** "light", "dark" or, left out, "system". */
  theme?: Theme;
  /** False leaves the Save button out. */
  save?: boolean;
}

/** What the page around the frame says. */
export type FromHost =
  | OpenMessage
  | { type: "set"; field: string; value: FieldValue | RecordDocument }
  | { type: "answer"; id: number; saved: boolean; messages?: SaveMessages };

/** Why a record was not saved. */
export interface SaveMessages {
  byField?: Record<string, string[]>;
  record?: string[];
}

/** What the frame says. */
export type FromFrame =
  | { type: "ready" }
  | { type: "opened"; object: string; outcome: Outcome }
  | { type: "changed"; field: string; value: FieldValue; outcome: Outcome }
  | { type: "resize"; height: number }
  | { type: "save"; id: number; fields: RecordDocument; outcome: Outcome }
  | { type: "error"; message: string; code?: string };
