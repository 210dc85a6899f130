import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/domain/duration";
import { newInboxId } from "@/domain/ids";
import { MAX_REQUESTS_KEPT } from "@/domain/inbox/inbox";
import { deleteOldInboxRequests } from "@/server/inbox/delete-old-inbox-requests";
import { getInbox } from "@/server/inbox/get-inbox";
import { createInboxGate } from "@/server/inbox/inbox-gate";
import { listInboxRequests } from "@/server/inbox/list-inbox-requests";
import { receiveRequest } from "@/server/inbox/receive-request";
import { bodyOf, setInboxStage } from "@/tests/support/inbox-stage";
import { testVault } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();

describe("what arrives at an inbox", () => {
  it("is kept as it came: method, query, headers and body", async () => {
    const { send, latest } = await setInboxStage(database.db);
    const headers: [string, string][] = [["X-Any", "value"]];
    await send({ method: "PUT", query: "?a=1&a=2", headers, body: bodyOf('{"a":', '"Müller ✓"}') });
    const body = '{"a":"Müller ✓"}';
    expect(await latest()).toMatchObject({ method: "PUT", query: "?a=1&a=2", headers: { "x-any": "value" }, body, bodyEncoding: "utf8" });
  });

  it("is shown without what the web server and proxies added", async () => {
    const { send, latest } = await setInboxStage(database.db);
    await send({ headers: ["X-Forwarded-For", "x-forwarded-proto", "Forwarded", "x-forwarded-by-me"].map((name) => [name, "a"]) });
    expect((await latest()).headers).toEqual({ "x-forwarded-by-me": "a" });
  });

  it("is shown in base64 where it is no text, byte for byte", async () => {
    const { send, latest } = await setInboxStage(database.db);
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await send({ body: bodyOf(bytes) });
    const { body, bodyEncoding } = await latest();
    expect([bodyEncoding, [...Buffer.from(body, "base64")]]).toEqual(["base64", [...bytes]]);
  });

  it("holds no cookie: whoever opens the address in a browser sends the session of this portal along", async () => {
    const { send, latest, inboxId } = await setInboxStage(database.db);
    await send({ method: "GET", headers: [["Cookie", "next-auth.session-token=secret"]] });
    expect((await latest()).headers).toEqual({ cookie: "[not kept]" });
    const rows = await database.db.inboxRequest.findMany({ where: { inboxId } });
    expect(testVault.open(rows[0]?.headers ?? "", `inbox-request:${rows[0]?.id}:headers`)).not.toContain("secret");
  });

  it("is cut at 256 KiB, between two characters, and says so", async () => {
    const { send, latest } = await setInboxStage(database.db);
    const text = "ü".repeat(200_000);
    await send({ body: bodyOf("x", text) });
    const request = await latest();
    expect(request).toMatchObject({ bodySize: 400_001, isBodySizeExact: true, isBodyCut: true, bodyEncoding: "utf8" });
    expect(`x${text}`.startsWith(request.body)).toBe(true);
    expect(Buffer.byteLength(request.body)).toBe(256 * 1_024 - 1);
  });

  it("is read no further than 2 MiB, however much its sender has", async () => {
    const { send, latest } = await setInboxStage(database.db);
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
    expect(await latest()).toMatchObject({ signature: "unchecked", isBodyCut: true, bodySize: 33 * 64 * 1_024, isBodySizeExact: false });
  });

  it("is as long as Content-Length says where it is not read to its end, and at least so long beyond 2 GiB", async () => {
    const { send, latest } = await setInboxStage(database.db);
    const sizeOf = async (contentLength: string) => {
      await send({ headers: [["Content-Length", contentLength]], body: bodyOf("x".repeat(2_200_000), "x".repeat(800_000)) });
      const { bodySize, isBodySizeExact, isBodyCut } = await latest();
      return { bodySize, isBodySizeExact, isBodyCut };
    };
    expect(await sizeOf("3000000")).toEqual({ bodySize: 3_000_000, isBodySizeExact: true, isBodyCut: true });
    expect(await sizeOf("99999999999999999999")).toEqual({ bodySize: 2 ** 31 - 1, isBodySizeExact: false, isBodyCut: true });
    expect(await sizeOf("many")).toEqual({ bodySize: 2_200_000, isBodySizeExact: false, isBodyCut: true });
  });

  it("pushes out the oldest beyond 500", async () => {
    const { send, ctx, inboxId, organizationId } = await setInboxStage(database.db);
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
    const { send, ctx, inboxId } = await setInboxStage(database.db);
    await database.db.inbox.update({ where: { id: inboxId }, data: { sequence: [{ status: 500, times: 5 }] } });
    const receptions = await Promise.all(Array.from({ length: 20 }, () => send()));
    const statuses = receptions.map((one) => (one.type === "received" ? one.answer.status : 0));
    expect(statuses.filter((status) => status === 500)).toHaveLength(5);
    expect(statuses.filter((status) => status === 200)).toHaveLength(15);
    const { data } = await listInboxRequests({ ctx, input: { inboxId } });
    expect(data.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
  });

  it("is not read at all where there is no such inbox, or no more is taken", async () => {
    const { ctx, send, inboxId } = await setInboxStage(database.db);
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

  it("is not kept when its sender goes away before it is complete, and leaves room for others", async () => {
    const { ctx, inboxId, latest, send } = await setInboxStage(database.db);
    const gate = createInboxGate({ clock: { now: () => new Date(0) } });
    const cutOff = async function* () {
      yield Buffer.from("abc");
      throw Object.assign(new Error("aborted"), { code: "ECONNRESET" });
    };
    for (let count = 0; count < 61; count++) {
      const request = { inboxId, method: "POST", query: "", headers: [], body: cutOff() };
      expect(await receiveRequest({ ctx, gate, request })).toEqual({ type: "broken" });
    }
    await send();
    expect(await latest()).toMatchObject({ number: 1, body: "" });
  });

  it("is deleted after seven days, a chunk at a time", async () => {
    const { send, ctx, inboxId } = await setInboxStage(database.db);
    for (let count = 0; count < 4; count++) await send();
    const now = new Date();
    const age = (number: number, days: number) =>
      database.db.inboxRequest.updateMany({
        where: { inboxId, number },
        data: { receivedAt: new Date(now.getTime() - days * DAY_MS) },
      });
    await Promise.all([age(1, 9), age(2, 8), age(3, 7), age(4, 6.9)]);
    const clock = { now: () => now };
    expect(await deleteOldInboxRequests({ db: database.db, clock, chunk: 2 })).toBe(3);
    const { data } = await listInboxRequests({ ctx, input: { inboxId } });
    expect(data.map(({ number }) => number)).toEqual([4]);
  });
});
