import { z } from "zod";
import { INBOX_ID_FORM } from "@/domain/id-forms";
import { inboxAnswer, inboxSequence, inboxSequenceStep } from "@/domain/inbox/inbox-answer";
import { pageCursor } from "@/domain/page-cursor";
import { storableText } from "@/domain/storable-text";

/** The most inboxes of an organization. */
export const MAX_INBOXES = 50;
/** The most inboxes of a page. */
const MAX_INBOX_PAGE_SIZE = 50;
/** The limits of what is kept of an inbox: its latest requests, for some days, and the first bytes of each body. */
export const MAX_REQUESTS_KEPT = 500;
export const REQUESTS_KEPT_DAYS = 7;
export const MAX_BODY_BYTES_KEPT = 256 * 1_024;
const MAX_NAME_LENGTH = 100;

const name = storableText({ max: MAX_NAME_LENGTH, error: `Give the inbox a name of at most ${MAX_NAME_LENGTH} characters.` })
  .transform((text) => text.trim())
  .refine((text) => text !== "", "Give the inbox a name.");

/** A new inbox. By default it answers each request with 200 at once. */
export const newInbox = z.strictObject({
  name: name.default("Inbox"),
  answer: inboxAnswer.default({ status: 200, headers: {}, body: "", delaySeconds: 0 }),
  sequence: inboxSequence.default([]),
});

/** A change of an inbox; absent fields keep their value. A change of the answer or the sequence starts the sequence again. */
export const inboxChange = z.strictObject({
  name: name.optional(),
  answer: inboxAnswer.optional(),
  sequence: inboxSequence.optional(),
});

const inboxId = storableText({ min: 1, max: 255 });

/** The reference to one inbox, `{inboxId}` in the API's paths. */
export const inboxReference = z.strictObject({ inboxId });
export type InboxReference = z.output<typeof inboxReference>;

/** The choice of a page of inboxes; `cursor` is the `next_cursor` of the page before. */
export const inboxListOptions = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_INBOX_PAGE_SIZE).default(MAX_INBOX_PAGE_SIZE),
  cursor: pageCursor(INBOX_ID_FORM).optional(),
});
export type InboxListOptions = z.input<typeof inboxListOptions>;

/** An inbox as the API shows it. */
export const inbox = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  answer: inboxAnswer,
  sequence: z.array(inboxSequenceStep),
  /** The number of requests that the sequence still has an answer for. */
  sequenceLeft: z.int(),
  /** The number of requests that have ever arrived. */
  received: z.int(),
  /** The number of requests that are kept. */
  kept: z.int(),
  /** Null before the first request. */
  lastRequestAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Inbox = z.output<typeof inbox>;

export const inboxList = z.object({ data: z.array(inbox), next_cursor: z.string().nullable(), has_more: z.boolean() });
export type InboxList = z.output<typeof inboxList>;
