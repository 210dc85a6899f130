import { newId } from "@/domain/ids";
import { chooseAnswer } from "@/domain/inbox/choose-answer";
import { MAX_REQUESTS_KEPT } from "@/domain/inbox/inbox";
import { isInboxId } from "@/domain/inbox/inbox-address";
import type { InboxAnswer } from "@/domain/inbox/inbox-answer";
import type { Context } from "@/server/context";
import type { InboxGate, Pass } from "@/server/inbox/inbox-gate";
import { scriptOf } from "@/server/inbox/inbox-script";
import { judgeSignature } from "@/server/inbox/judge-signature";
import { keptHeaders } from "@/server/inbox/kept-headers";
import { type ArrivedBody, readArrivingBody } from "@/server/inbox/read-arriving-body";
import { requestHeadersPurpose } from "@/server/inbox/request-headers-purpose";

type ReceiverContext = Pick<Context, "db" | "clock" | "vault">;

/** A request that came in at an inbox's address, from anybody. */
export interface ArrivingRequest {
  inboxId: string;
  method: string;
  /** The part of the URL after the address, `?` included; empty when there is none. */
  query: string;
  headers: Iterable<[string, string]>;
  body: AsyncIterable<Uint8Array> | null;
}

/**
 * `unknown`: there is no such inbox. `refused`: the inbox may not receive more now. `broken`: the sender broke off before the end
 * of the request. `received`: the caller must call `leave` after it has given the answer.
 */
export type Reception =
  | { type: "unknown" }
  | { type: "refused"; retryAfterSeconds: number }
  | { type: "broken" }
  | { type: "received"; answer: InboxAnswer; leave: () => void };

/**
 * Takes in a request for an inbox: judges its signature and keeps it (the latest 500 of each inbox). Returns the answer that the
 * inbox's script has for it; the caller waits for the answer's delay. It is the only verb without authorisation: the inbox's id
 * is its key.
 */
export async function receiveRequest(input: { ctx: ReceiverContext; gate: InboxGate; request: ArrivingRequest }): Promise<Reception> {
  const { ctx, gate, request } = input;
  const { inboxId } = request;
  if (!isInboxId(inboxId)) return { type: "unknown" };
  const inbox = await ctx.db.inbox.findUnique({ where: { id: inboxId }, select: { organizationId: true } });
  if (!inbox) return { type: "unknown" };
  const refusal = gate.findRefusal(inboxId);
  if (refusal) return refusal;

  const headers = keptHeaders(request.headers);
  const body = await readArrivingBody({ body: request.body, contentLength: headers["content-length"] });
  if (!body) return { type: "broken" };
  // It takes its place only now, so that those whose bodies never arrive keep none from those who send.
  const admission = gate.enter(inboxId);
  if (admission.type === "refused") return admission;
  const { pass } = admission;
  try {
    const reception = await keep({ ctx, request, headers, body, organizationId: inbox.organizationId, pass });
    if (reception.type !== "received") pass.leave();
    return reception;
  } catch (error) {
    pass.leave();
    throw error;
  }
}

async function keep(input: {
  ctx: ReceiverContext;
  request: ArrivingRequest;
  headers: Record<string, string>;
  body: ArrivedBody;
  organizationId: string;
  pass: Pass;
}): Promise<Reception> {
  const { ctx, request, headers, body, organizationId, pass } = input;
  const { inboxId, method, query } = request;
  const judgement = await judgeSignature({ ctx, organizationId, inboxId, headers, body: body.whole });
  const receivedAt = ctx.clock.now();
  const [counted] = await ctx.db.$queryRaw<{ received: number; sequenceStart: number; answer: unknown; sequence: unknown }[]>`
    update inbox set received = received + 1, last_request_at = ${receivedAt}
    where id = ${inboxId} and organization_id = ${organizationId}
    returning received, sequence_start as "sequenceStart", answer, sequence`;
  // The inbox was deleted meanwhile.
  if (!counted) return { type: "unknown" };

  const { received: number, sequenceStart } = counted;
  const answer = chooseAnswer(scriptOf(counted), number - sequenceStart - 1);
  const id = newId("inboxRequest");
  const sealedHeaders = ctx.vault.seal(JSON.stringify(headers), requestHeadersPurpose(id));
  const { signature, note, webhookId } = judgement;
  await ctx.db.$executeRaw`
    with arrived as (
      insert into inbox_request (id, organization_id, inbox_id, number, received_at, method, query, headers, body, body_bytes,
        size_exact, signature, signature_note, webhook_id, answer_status, answer_delay_ms)
      select ${id}, organization_id, id, ${number}::int, ${receivedAt}, ${method}, ${query}, ${sealedHeaders}, ${body.kept}, ${body.size}::int,
        ${body.isSizeExact}::bool, ${signature}::signature_verdict, ${note}, ${webhookId}, ${answer.status}::int, ${Math.round(answer.delaySeconds * 1_000)}::int
      from inbox where id = ${inboxId} and organization_id = ${organizationId}
      for key share
    )
    delete from inbox_request
    where inbox_id = ${inboxId} and organization_id = ${organizationId} and number <= ${number - MAX_REQUESTS_KEPT}`;
  pass.charge(body.kept.length + sealedHeaders.length);
  return { type: "received", answer, leave: pass.leave };
}
