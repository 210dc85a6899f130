import { isUtf8 } from "node:buffer";
import { z } from "zod";
import type { InboxRequest, InboxRequestSummary } from "@/domain/inbox/inbox-request";
import { REDACTED } from "@/domain/redacted";
import { isPlainHeader } from "@/domain/webhook/plain-headers";
import type { InboxRequest as InboxRequestRow, Prisma } from "@/prisma/generated/client";
import { requestHeadersPurpose } from "@/server/inbox/request-headers-purpose";
import type { Vault } from "@/server/platform/vault";

/** The columns that a list reads. It leaves out headers and bodies, which may be 128 MiB for an inbox. */
export const REQUEST_COLUMNS = {
  id: true,
  number: true,
  receivedAt: true,
  method: true,
  query: true,
  bodyBytes: true,
  isSizeExact: true,
  signature: true,
  signatureNote: true,
  webhookId: true,
  answerStatus: true,
  answerDelayMs: true,
} as const satisfies Prisma.InboxRequestSelect;

type SummaryRow = Pick<InboxRequestRow, keyof typeof REQUEST_COLUMNS>;

export function serializeRequestSummary(row: SummaryRow): InboxRequestSummary {
  return {
    id: row.id,
    number: row.number,
    receivedAt: row.receivedAt.toISOString(),
    method: row.method,
    query: row.query,
    bodySize: row.bodyBytes,
    isBodySizeExact: row.isSizeExact,
    signature: row.signature,
    signatureNote: row.signatureNote,
    webhookId: row.webhookId,
    answered: { status: row.answerStatus, delaySeconds: row.answerDelayMs / 1_000 },
  };
}

/** Returns a request with its body and its opened headers. */
export function serializeRequest(input: { request: InboxRequestRow; vault: Vault; areCredentialsShown: boolean }): InboxRequest {
  const { request, vault, areCredentialsShown } = input;
  const headers = z.record(z.string(), z.string()).parse(JSON.parse(vault.open(request.headers, requestHeadersPurpose(request.id))));
  const shown = Object.entries(headers).map(([name, value]) => [name, areCredentialsShown || isPlainHeader(name) ? value : REDACTED]);
  const isCut = request.bodyBytes > request.body.length;
  const body = isCut ? withoutBrokenEnd(request.body) : request.body;
  const isText = isUtf8(body);
  return {
    ...serializeRequestSummary(request),
    headers: Object.fromEntries(shown),
    body: isText ? Buffer.from(body).toString("utf8") : Buffer.from(request.body).toString("base64"),
    bodyEncoding: isText ? "utf8" : "base64",
    isBodyCut: isCut,
  };
}

/** Returns the bytes without a UTF-8 character that was cut in two at the end. */
function withoutBrokenEnd(bytes: Uint8Array): Uint8Array {
  for (let dropped = 0; dropped < 4; dropped++) {
    const shorter = bytes.subarray(0, bytes.length - dropped);
    if (isUtf8(shorter)) return shorter;
  }
  return bytes;
}
