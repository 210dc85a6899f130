import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newInboxId } from "@/domain/ids";
import { MAX_REQUESTS_KEPT } from "@/domain/inbox/inbox";
import type { Context } from "@/server/context";
import { createInbox } from "@/server/inbox/create-inbox";
import { deleteOldInboxRequests } from "@/server/inbox/delete-old-inbox-requests";
import { getInbox } from "@/server/inbox/get-inbox";
import { getInboxRequest } from "@/server/inbox/get-inbox-request";
import { createInboxGate, type InboxGate } from "@/server/inbox/inbox-gate";
import { listInboxRequests } from "@/server/inbox/list-inbox-requests";
import { type ArrivingRequest, receiveRequest } from "@/server/inbox/receive-request";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { loadPlatformKey } from "@/server/signing/load-platform-key";
import { signMessage } from "@/server/signing/sign-message";
import { createTestContext, testVault } from "@/tests/support/test-context";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensurePlatformKey({ db: database.db, vault: testVault });
});
afterAll(() => database.drop());

interface Stage {
  ctx: Context;
  organizationId: string;
  inboxId: string;
  url: string;
  send(request?: Partial<ArrivingRequest>): ReturnType<typeof receiveRequest>;
  /** What the latest request became. */
  latest(): ReturnType<typeof getInboxRequest>;
}

/** Takes everything: what the gate refuses has tests of its own. */
const OPEN_GATE: InboxGate = { enter: () => ({ type: "admitted", pass: { charge: () => undefined, leave: () => undefined } }) };

async function setStage(): Promise<Stage> {
  const { db } = database;
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

async function* bodyOf(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk as Uint8Array);
}

describe("what arrives at an inbox", () => {
  it("is kept as it came: method, query, headers and body", async () => {
    const { send, latest } = await setStage();
    const headers: [string, string][] = [["X-Any", "value"]];
    await send({ method: "PUT", query: "?a=1&a=2", headers, body: bodyOf('{"a":', '"Müller ✓"}') });
    const body = '{"a":"Müller ✓"}';
    expect(await latest()).toMatchObject({ method: "PUT", query: "?a=1&a=2", headers: { "x-any": "value" }, body, bodyEncoding: "utf8" });
  });

  it("is shown without what the web server and proxies added", async () => {
    const { send, latest } = await setStage();
    await send({ headers: ["X-Forwarded-For", "x-forwarded-proto", "Forwarded", "x-forwarded-by-me"].map((name) => [name, "a"]) });
    expect((await latest()).headers).toEqual({ "x-forwarded-by-me": "a" });
  });

  it("is shown in base64 where it is no text, byte for byte", async () => {
    const { send, latest } = await setStage();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await send({ body: bodyOf(bytes) });
    const { body, bodyEncoding } = await latest();
    expect([bodyEncoding, [...Buffer.from(body, "base64")]]).toEqual(["base64", [...bytes]]);
  });

  it("holds no cookie: whoever opens the address in a browser sends the session of this portal along", async () => {
    const { send, latest, inboxId } = await setStage();
    await send({ method: "GET", headers: [["Cookie", "next-auth.session-token=secret"]] });
    expect((await latest()).headers).toEqual({ cookie: "[not kept]" });
    const rows = await database.db.inboxRequest.findMany({ where: { inboxId } });
    expect(testVault.open(rows[0]?.headers ?? "", `inbox-request:${rows[0]?.id}:headers`)).not.toContain("secret");
  });

  it("is cut at 256 KiB, between two characters, and says so", async () => {
    const { send, latest } = await setStage();
    const text = "ü".repeat(200_000);
    await send({ body: bodyOf("x", text) });
    const request = await latest();
    expect(request).toMatchObject({ bodySize: 400_001, isBodyCut: true, bodyEncoding: "utf8" });
    expect(`x${text}`.startsWith(request.body)).toBe(true);
    expect(Buffer.byteLength(request.body)).toBe(256 * 1_024 - 1);
  });

  it("is read no further than 2 MiB, however much its sender has", async () => {
    const { send, latest } = await setStage();
    let chunks = 0;
    const endless = async function* () {
      for (;;) {
        chunks += 1;
        yield Buffer.alloc(64 * 1_024, "x");
      }
    };
    expect(
      await send({
        body: endless(),
        headers: [
          ["webhook-signature", "v1,x"],
          ["webhook-id", "x"],
          ["webhook-timestamp", "1"],
        ],
      }),
    ).toMatchObject({ type: "received" });
    expect(chunks).toBe(33);
    expect(await latest()).toMatchObject({ signature: "unchecked", isBodyCut: true, bodySize: 33 * 64 * 1_024 });
  });

  it("pushes out the oldest beyond 500", async () => {
    const { send, ctx, inboxId, organizationId } = await setStage();
    await database.db.$executeRaw`
      insert into inbox_request (id, organization_id, inbox_id, number, received_at, method, query, headers, body, body_bytes, signature,
        signature_note, answer_status, answer_delay_ms)
      select ${inboxId} || n, ${organizationId}, ${inboxId}, n, now(), 'POST', '', '', '', 0, 'unsigned', '', 200, 0
      from generate_series(1, ${MAX_REQUESTS_KEPT}::int) n`;
    await database.db.inbox.update({ where: { id: inboxId }, data: { received: MAX_REQUESTS_KEPT } });
    await send();
    await send();
    expect(await getInbox({ ctx, input: { inboxId } })).toMatchObject({ received: MAX_REQUESTS_KEPT + 2, kept: MAX_REQUESTS_KEPT });
    const oldest = await database.db.inboxRequest.findFirst({ where: { inboxId }, orderBy: { number: "asc" } });
    expect(oldest?.number).toBe(3);
  });

  it("gets a number of its own, and each answer of a sequence is given once, however many come at once", async () => {
    const { send, ctx, inboxId } = await setStage();
    await database.db.inbox.update({ where: { id: inboxId }, data: { sequence: [{ status: 500, times: 5 }] } });
    const receptions = await Promise.all(Array.from({ length: 20 }, () => send()));
    const statuses = receptions.map((one) => (one.type === "received" ? one.answer.status : 0));
    expect(statuses.filter((status) => status === 500)).toHaveLength(5);
    expect(statuses.filter((status) => status === 200)).toHaveLength(15);
    const { data } = await listInboxRequests({ ctx, input: { inboxId } });
    expect(data.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
  });

  it("is not read at all where there is no such inbox, or no more is taken", async () => {
    const { ctx, send, inboxId } = await setStage();
    let isRead = false;
    const body = (async function* () {
      isRead = true;
      yield Buffer.from("x");
    })();
    for (const unknown of [newInboxId(), "", "x", "../v1", "\u0000", inboxId.slice(1), `${inboxId}'`]) {
      expect(await send({ inboxId: unknown, body })).toEqual({ type: "unknown" });
    }
    const gate = createInboxGate({ clock: { now: () => new Date(0) } });
    const refused = [];
    for (let count = 0; count < 101; count++) {
      const admission = gate.enter(inboxId);
      if (admission.type === "admitted") admission.pass.leave();
      else refused.push(admission);
    }
    expect(refused).toHaveLength(1);
    const request = { inboxId, method: "POST", query: "", headers: [], body };
    expect(await receiveRequest({ ctx, gate, request })).toEqual({ type: "refused", retryAfterSeconds: 1 });
    expect(isRead).toBe(false);
    expect(await database.db.inboxRequest.count({ where: { inboxId } })).toBe(0);
  });

  it("is deleted after seven days, a chunk at a time", async () => {
    const { send, ctx, inboxId } = await setStage();
    for (let count = 0; count < 4; count++) await send();
    const now = new Date();
    const age = (number: number, days: number) =>
      database.db.inboxRequest.updateMany({
        where: { inboxId, number },
        data: { receivedAt: new Date(now.getTime() - days * 86_400_000) },
      });
    await Promise.all([age(1, 9), age(2, 8), age(3, 7), age(4, 6.9)]);
    const clock = { now: () => now };
    expect(await deleteOldInboxRequests({ db: database.db, clock, chunk: 2 })).toBe(3);
    const { data } = await listInboxRequests({ ctx, input: { inboxId } });
    expect(data.map(({ number }) => number)).toEqual([4]);
  });
});

describe("the signature of what arrives", () => {
  async function signedHeaders(input: {
    secrets: string[];
    timestamp?: number;
    isOurs?: boolean;
    body?: string;
  }): Promise<[string, string][]> {
    const { secrets, body = "{}", isOurs = true, timestamp = Math.floor(Date.now() / 1_000) } = input;
    const { privateKeys } = await loadPlatformKey({ db: database.db, vault: testVault, clock: { now: () => new Date() } });
    const signature = await signMessage({ messageId: "msg_1", timestamp, body, secrets, platformKeys: isOurs ? privateKeys : [] });
    return [
      ["webhook-id", "msg_1"],
      ["webhook-timestamp", `${timestamp}`],
      ["webhook-signature", signature],
    ];
  }
  const verdict = async (stage: Stage, headers: [string, string][], body = "{}") => {
    await stage.send({ headers, body: bodyOf(body) });
    const { signature, webhookId, signatureNote } = await stage.latest();
    return [signature, webhookId, signatureNote];
  };

  it("is verified, and its webhook known, where a webhook that points here signs", async () => {
    const stage = await setStage();
    const { db } = database;
    const hook = await makeWebhook({ db, organizationId: stage.organizationId, url: stage.url });
    const headers = await signedHeaders({ secrets: [hook.signingSecret] });
    expect(await verdict(stage, headers)).toEqual(["verified", hook.id, expect.stringContaining("Both")]);
    const alone = await signedHeaders({ secrets: [hook.signingSecret], isOurs: false });
    expect(await verdict(stage, alone)).toEqual(["verified", hook.id, expect.stringContaining("secret")]);
  });

  it("is verified by this installation's key where the webhook is not known", async () => {
    const stage = await setStage();
    const elsewhere = await makeWebhook({ db: database.db, organizationId: stage.organizationId, url: "https://example.com/" });
    const headers = await signedHeaders({ secrets: [elsewhere.signingSecret] });
    expect(await verdict(stage, headers)).toEqual(["verified", null, expect.stringContaining("not known")]);
  });

  it("is never attributed to another organization's webhook, even one that points here", async () => {
    const stage = await setStage();
    const organizationId = await makeOrganization(database.db);
    const foreign = await makeWebhook({ db: database.db, organizationId, url: stage.url });
    const headers = await signedHeaders({ secrets: [foreign.signingSecret], isOurs: false });
    expect(await verdict(stage, headers)).toEqual(["invalid", null, expect.stringContaining("no webhook of this organization")]);
  });

  it("is invalid when the body was changed, the time is not now, or something is missing", async () => {
    const stage = await setStage();
    const hook = await makeWebhook({ db: database.db, organizationId: stage.organizationId, url: stage.url });
    const headers = await signedHeaders({ secrets: [hook.signingSecret] });
    expect(await verdict(stage, headers, '{"a":1}')).toEqual(["invalid", null, expect.stringContaining("not what arrived")]);
    expect(await verdict(stage, headers.slice(1))).toEqual(["invalid", null, expect.stringContaining("missing")]);
    const old = await signedHeaders({ secrets: [hook.signingSecret], timestamp: Math.floor(Date.now() / 1_000) - 301 });
    expect(await verdict(stage, old)).toEqual(["invalid", hook.id, expect.stringContaining("five minutes")]);
  });

  it("is none where there is none", async () => {
    expect(await verdict(await setStage(), [])).toEqual(["unsigned", null, expect.any(String)]);
  });
});
