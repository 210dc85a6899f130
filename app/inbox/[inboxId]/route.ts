import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { toErrorResponse } from "@/app/_http/error-response";
import { getProcess } from "@/app/web-process";
import { PosternError } from "@/domain/errors";
import { receiveRequest } from "@/server/inbox/receive-request";

export const dynamic = "force-dynamic";

/** Statuses whose answers have no body (RFC 9110, section 6.4.1). */
const BODILESS = new Set([204, 205, 304]);

/**
 * Receives any request to the public address of an inbox, and answers as the inbox's script says. The answer is under the
 * portal's origin, so the headers of next.config.mjs keep browsers from running anything of it.
 */
async function receive(request: Request, { params }: { params: Promise<{ inboxId: string }> }): Promise<Response> {
  const requestId = randomUUID();
  const { inboxId } = await params;
  const { method, headers, body, url, signal } = request;
  const arriving = { inboxId, method, query: new URL(url).search, headers, body };
  try {
    const { means, inboxGate, stopping } = getProcess();
    const reception = await receiveRequest({ ctx: means, gate: inboxGate, request: arriving });
    if (reception.type === "unknown") throw new PosternError("not_found", "There is no inbox here. It may have been deleted.");
    if (reception.type === "broken") return new Response(null, { status: 400 });
    if (reception.type === "refused") {
      const { retryAfterSeconds } = reception;
      throw new PosternError("rate_limited", "This is more than an inbox takes. Wait as long as Retry-After says.", { retryAfterSeconds });
    }
    const { answer, leave } = reception;
    // The wait ends early when the sender goes away or the process stops.
    const untilEarlyEnd = AbortSignal.any([signal, stopping]);
    await setTimeout(answer.delaySeconds * 1_000, undefined, { signal: untilEarlyEnd }).catch(() => undefined);
    leave();
    const answerHeaders = { "content-type": "text/plain; charset=utf-8", ...lowerCased(answer.headers), "cache-control": "no-store" };
    const isBodiless = method === "HEAD" || BODILESS.has(answer.status);
    return new Response(isBodiless ? null : answer.body, { status: answer.status, headers: answerHeaders });
  } catch (error) {
    return toErrorResponse({ error, requestId, operation: "receiveRequest" });
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

export { receive as DELETE, receive as GET, receive as HEAD, receive as OPTIONS, receive as PATCH, receive as POST, receive as PUT };
