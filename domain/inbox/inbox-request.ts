import { z } from "zod";
import { inboxReference } from "@/domain/inbox/inbox";
import { pageCursor } from "@/domain/page-cursor";
import { storableText } from "@/domain/storable-text";

/** The most that a page of an inbox's requests holds. */
const MAX_REQUEST_PAGE_SIZE = 100;
const DEFAULT_REQUEST_PAGE_SIZE = 50;

/**
 * `verified`: signed by this installation. `invalid`: a signature that does not fit. `unsigned`: none. `unchecked`: too long a body
 * for it to be read to its end.
 */
const SIGNATURE_VERDICTS = ["verified", "invalid", "unsigned", "unchecked"] as const;
export type SignatureVerdict = (typeof SIGNATURE_VERDICTS)[number];

/** Names one request, as `{inboxId}` and `{requestId}` in the API's paths. */
export const inboxRequestReference = inboxReference.extend({ requestId: storableText({ min: 1, max: 255 }) });
export type InboxRequestReference = z.output<typeof inboxRequestReference>;

/** Which page of an inbox's requests, newest first; `cursor` is the `next_cursor` of the page before. */
export const inboxRequestListOptions = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_REQUEST_PAGE_SIZE).default(DEFAULT_REQUEST_PAGE_SIZE),
  cursor: pageCursor(/^[1-9]\d{0,8}$/).optional(),
});
export type InboxRequestListOptions = z.input<typeof inboxRequestListOptions>;

/** A request as a list tells it. */
export const inboxRequestSummary = z.object({
  id: z.string(),
  /** Counted from 1 in each inbox. */
  number: z.int(),
  receivedAt: z.iso.datetime(),
  method: z.string(),
  /** What stood behind the inbox's address, from `?` on; empty where nothing did. */
  query: z.string(),
  /** In bytes. */
  bodySize: z.int(),
  /** False where the body was not read to its end, and no Content-Length said how long it is: it has at least `bodySize`. */
  isBodySizeExact: z.boolean(),
  signature: z.enum(SIGNATURE_VERDICTS),
  /** Why, in words. */
  signatureNote: z.string(),
  /** The webhook whose signing secret fits; null where none is known. */
  webhookId: z.string().nullable(),
  /** What the inbox answered. */
  answered: z.object({ status: z.int(), delaySeconds: z.number() }),
});
export type InboxRequestSummary = z.output<typeof inboxRequestSummary>;

/** A request with all that is kept of it. */
export const inboxRequest = inboxRequestSummary.extend({
  /** Lower-case names. Cookies are never kept; whoever may only read sees no credentials. */
  headers: z.record(z.string(), z.string()),
  /** Text, or base64 where the bytes are no UTF-8. */
  body: z.string(),
  bodyEncoding: z.enum(["utf8", "base64"]),
  /** Whether the body was longer than the 256 KiB that are kept. */
  isBodyCut: z.boolean(),
});
export type InboxRequest = z.output<typeof inboxRequest>;

export const inboxRequestList = z.object({
  data: z.array(inboxRequestSummary),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
});
export type InboxRequestList = z.output<typeof inboxRequestList>;
