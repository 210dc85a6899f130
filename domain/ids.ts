import { customAlphabet } from "nanoid";
import { monotonicFactory } from "ulid";

/**
 * Ids are time-ordered ULIDs behind a prefix that says what they name; a message's id stands in the `webhook-id` header.
 * See docs/decisions/003-ids.md.
 */
const PREFIXES = {
  organization: "org",
  user: "usr",
  apiToken: "tok",
  event: "evt",
  delivery: "dlv",
  message: "msg",
  signingSecret: "sec",
  platformKey: "key",
} as const;

export type IdKind = keyof typeof PREFIXES;

const nextUlid = monotonicFactory();
const nextWebhookId = customAlphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz", 12);

/** A new id such as `evt_01JD8X5T6V9Z3M0Q4R7S2W1Y8K`. Ids made later by this process sort after it, byte by byte. */
export function newId(kind: IdKind): string {
  return `${PREFIXES[kind]}_${nextUlid()}`;
}

/** A new webhook id: 12 URL-safe characters (70 bits), short enough to stand in an address. */
export function newWebhookId(): string {
  return nextWebhookId();
}
