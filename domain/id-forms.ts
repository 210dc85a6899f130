/**
 * The prefixes of ids. An id is a prefix that names its kind, and a time-ordered ULID. A message's id is sent in the `webhook-id`
 * header. See docs/decisions/003-ids.md.
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
  session: "ses",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** The characters of the ids of webhooks and inboxes. No two of them look alike, and a URL needs no escapes for them. */
export const ID_CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
export const INBOX_ID_LENGTH = 24;

/** The form of an inbox's id. */
export const INBOX_ID_FORM = new RegExp(`^[${ID_CHARACTERS}]{${INBOX_ID_LENGTH}}$`);

/** Returns the form of an id of this kind: its prefix and a ULID. */
export function idForm(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIXES[kind]}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`);
}
