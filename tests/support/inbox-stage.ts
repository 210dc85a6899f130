import type { Context } from "@/server/context";
import { createInbox } from "@/server/inbox/create-inbox";
import { getInboxRequest } from "@/server/inbox/get-inbox-request";
import type { InboxGate } from "@/server/inbox/inbox-gate";
import { listInboxRequests } from "@/server/inbox/list-inbox-requests";
import { type ArrivingRequest, receiveRequest } from "@/server/inbox/receive-request";
import type { Database } from "@/server/platform/db";
import { createTestContext } from "@/tests/support/test-context";
import { makeOrganization } from "@/tests/support/test-rows";

/** An inbox of an organization of its own, and a way to send requests to it. */
export interface InboxStage {
  ctx: Context;
  organizationId: string;
  inboxId: string;
  url: string;
  send(request?: Partial<ArrivingRequest>): ReturnType<typeof receiveRequest>;
  /** Returns the latest request as the inbox stored it. */
  latest(): ReturnType<typeof getInboxRequest>;
}

/** A gate that admits every request. The gate's refusals have tests of their own. */
const OPEN_GATE: InboxGate = {
  findRefusal: () => null,
  enter: () => ({ type: "admitted", pass: { charge: () => undefined, leave: () => undefined } }),
};

export async function setInboxStage(db: Database): Promise<InboxStage> {
  const organizationId = await makeOrganization(db);
  const ctx = createTestContext({ db, organizationId });
  const { id: inboxId, url } = await createInbox({ ctx, input: {} });
  return {
    ctx,
    organizationId,
    inboxId,
    url,
    send: (request = {}) =>
      receiveRequest({ ctx, gate: OPEN_GATE, request: { inboxId, method: "POST", query: "", headers: [], body: null, ...request } }),
    latest: async () => {
      const { data } = await listInboxRequests({ ctx, input: { inboxId, limit: 1 } });
      return getInboxRequest({ ctx, input: { inboxId, requestId: data[0]?.id ?? "" } });
    },
  };
}

export async function* bodyOf(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk as Uint8Array);
}
