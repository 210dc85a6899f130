/**
 * Ids are time-ordered ULIDs behind a prefix that says what they name; a message's id stands in the `webhook-id` header.
 * See docs/decisions/003-ids.md.
 */
export const ID_PREFIXES = {
  organization: "org",
  user: "usr",
  apiToken: "tok",
  event: "evt",
  delivery: "dlv",
  message: "msg",
  signingSecret: "sec",
  platformKey: "key",
  replayJob: "rpj",
  invitation: "inv",
  auditEntry: "aud",
  inboxRequest: "irq",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** The characters of webhooks' and inboxes' ids: no one mistakes one of them for another, and an address holds them as they are. */
export const ID_CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
export const INBOX_ID_LENGTH = 24;

/** How an inbox's id looks. */
export const INBOX_ID_FORM = new RegExp(`^[${ID_CHARACTERS}]{${INBOX_ID_LENGTH}}$`);

/** How an id of this kind looks: its prefix and a ULID. */
export function idForm(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIXES[kind]}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`);
}
