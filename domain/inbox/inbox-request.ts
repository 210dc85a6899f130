import { z } from "zod";
import { inboxReference } from "@/domain/inbox/inbox";
import { pageCursor } from "@/domain/page-cursor";
import { storableText } from "@/domain/storable-text";

/** The most requests of a page. */
const MAX_REQUEST_PAGE_SIZE = 100;
const DEFAULT_REQUEST_PAGE_SIZE = 50;

/**
 * `verified` means signed by this installation, `invalid` a signature that does not match, `unsigned` none. `unchecked` means
 * that the body was too long to be read to its end.
 */
const SIGNATURE_VERDICTS = ["verified", "invalid", "unsigned", "unchecked"] as const;
export type SignatureVerdict = (typeof SIGNATURE_VERDICTS)[number];

/** The reference to one request, `{inboxId}` and `{requestId}` in the API's paths. */
export const inboxRequestReference = inboxReference.extend({ requestId: storableText({ min: 1, max: 255 }) });
export type InboxRequestReference = z.output<typeof inboxRequestReference>;

/** The choice of a page of an inbox's requests, newest first; `cursor` is the `next_cursor` of the page before. */
export const inboxRequestListOptions = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_REQUEST_PAGE_SIZE).default(DEFAULT_REQUEST_PAGE_SIZE),
  cursor: pageCursor(/^[1-9]\d{0,8}$/).optional(),
});
export type InboxRequestListOptions = z.input<typeof inboxRequestListOptions>;

/** A request as a list shows it. */
export const inboxRequestSummary = z.object({
  id: z.string(),
  /** The request's number, counted from 1 in each inbox. */
  number: z.int(),
  receivedAt: z.iso.datetime(),
  method: z.string(),
  /** The query behind the inbox's address, with its `?`; empty where there was none. */
  query: z.string(),
  /** The body's size in bytes. */
  bodySize: z.int(),
  /** False where the body was not read to its end and there was no Content-Length. The body then has at least `bodySize` bytes. */
  isBodySizeExact: z.boolean(),
  signature: z.enum(SIGNATURE_VERDICTS),
  /** The reason of the verdict, in words. */
  signatureNote: z.string(),
  /** The webhook whose signing secret matches; null where none is known. */
  webhookId: z.string().nullable(),
  /** The inbox's answer. */
  answered: z.object({ status: z.int(), delaySeconds: z.number() }),
});
export type InboxRequestSummary = z.output<typeof inboxRequestSummary>;

/** A request with all that is kept of it. */
export const inboxRequest = inboxRequestSummary.extend({
  /** The headers, with lower-case names. Cookies are never kept. Readers without further rights see no credentials. */
  headers: z.record(z.string(), z.string()),
  /** The body as text, or as base64 where the bytes are no UTF-8. */
  body: z.string(),
  bodyEncoding: z.enum(["utf8", "base64"]),
  /** True when the body was longer than the 256 KiB that are kept. */
  isBodyCut: z.boolean(),
});
export type InboxRequest = z.output<typeof inboxRequest>;

export const inboxRequestList = z.object({
  data: z.array(inboxRequestSummary),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
});
export type InboxRequestList = z.output<typeof inboxRequestList>;
