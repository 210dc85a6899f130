import { describe, expect, it } from "vitest";
import { MAX_INBOXES } from "@/domain/inbox/inbox";
import { isInboxId } from "@/domain/inbox/inbox-address";
import { clearInbox } from "@/server/inbox/clear-inbox";
import { createInbox } from "@/server/inbox/create-inbox";
import { deleteInbox } from "@/server/inbox/delete-inbox";
import { getInbox } from "@/server/inbox/get-inbox";
import { getInboxRequest } from "@/server/inbox/get-inbox-request";
import { createInboxGate } from "@/server/inbox/inbox-gate";
import { listInboxRequests } from "@/server/inbox/list-inbox-requests";
import { listInboxes } from "@/server/inbox/list-inboxes";
import { receiveRequest } from "@/server/inbox/receive-request";
import { updateInbox } from "@/server/inbox/update-inbox";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

const AT_ONCE = { status: 200, headers: {}, body: "", delaySeconds: 0 };

async function openOrganization() {
  const { db } = database;
  const organizationId = await makeOrganization(db);
  const ctx = createTestContext({ db, organizationId });
  const gate = createInboxGate({ clock: ctx.clock });
  const send = (inboxId: string, headers: [string, string][] = []) =>
    receiveRequest({ ctx, gate, request: { inboxId, method: "POST", query: "", headers, body: null } });
  return { ctx, organizationId, send };
}

describe("an inbox", () => {
  it("made of nothing has an address that cannot be guessed, and answers 200", async () => {
    const { ctx } = await openOrganization();
    const inbox = await createInbox({ ctx, input: undefined });
    expect(isInboxId(inbox.id)).toBe(true);
    expect(inbox).toEqual({
      id: inbox.id,
      name: "Inbox",
      url: `http://postern.test/inbox/${inbox.id}`,
      answer: AT_ONCE,
      sequence: [],
      sequenceLeft: 0,
      received: 0,
      kept: 0,
      lastRequestAt: null,
      createdAt: inbox.createdAt,
    });
    expect(await getInbox({ ctx, input: { inboxId: inbox.id } })).toEqual(inbox);
  });

  it("keeps what a change does not name, and begins its sequence anew with each change of its script", async () => {
    const { ctx, send } = await openOrganization();
    const { id: inboxId } = await createInbox({ ctx, input: { name: "Shop", sequence: [{ status: 500, times: 2 }] } });
    const statuses = async (count: number) => {
      const found: number[] = [];
      for (let sent = 0; sent < count; sent++) {
        const reception = await send(inboxId);
        if (reception.type === "received") found.push(reception.answer.status);
      }
      return found;
    };
    expect(await statuses(3)).toEqual([500, 500, 200]);
    expect(await updateInbox({ ctx, input: { inboxId, change: { name: "Renamed" } } })).toMatchObject({ name: "Renamed", sequenceLeft: 0 });
    expect(await statuses(1)).toEqual([200]);
    const change = { sequence: [{ status: 503 }, { status: 429, headers: { "Retry-After": "7" } }], answer: { status: 204 } };
    const changed = await updateInbox({ ctx, input: { inboxId, change } });
    expect(changed).toMatchObject({ name: "Renamed", sequenceLeft: 2, answer: { ...AT_ONCE, status: 204 }, received: 4, kept: 4 });
    expect(await statuses(3)).toEqual([503, 429, 204]);
  });

  it("is cleared without losing count, and deleted with all that it holds", async () => {
    const { ctx, send } = await openOrganization();
    const { id: inboxId } = await createInbox({ ctx, input: {} });
    await send(inboxId);
    await clearInbox({ ctx, input: { inboxId } });
    expect(await getInbox({ ctx, input: { inboxId } })).toMatchObject({ received: 1, kept: 0 });
    await send(inboxId);
    const { data } = await listInboxRequests({ ctx, input: { inboxId } });
    expect(data.map(({ number }) => number)).toEqual([2]);
    await deleteInbox({ ctx, input: { inboxId } });
    expect(await send(inboxId)).toEqual({ type: "unknown" });
    expect(await database.db.inboxRequest.count({ where: { inboxId } })).toBe(0);
    const entries = await database.db.auditEntry.findMany({ where: { targetId: inboxId }, orderBy: { id: "asc" } });
    expect(entries.map(({ action }) => action)).toEqual(["inbox.created", "inbox.cleared", "inbox.deleted"]);
  });

  it("is one of at most fifty, however many are asked for at once", async () => {
    const { ctx, organizationId } = await openOrganization();
    await database.db.inbox.createMany({
      data: Array.from({ length: MAX_INBOXES - 1 }, (_, index) => ({
        id: `${organizationId}-${index}`,
        organizationId,
        name: "x",
        answer: {},
      })),
    });
    const results = await Promise.allSettled([1, 2, 3].map(() => createInbox({ ctx, input: {} })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await database.db.inbox.count({ where: { organizationId } })).toBe(MAX_INBOXES);
  });

  it.each([
    ["a status that is none", { answer: { status: 199 } }, "answer.status"],
    ["a delay beyond 150 seconds", { answer: { delaySeconds: 151 } }, "answer.delaySeconds"],
    ["a cookie", { answer: { headers: { "Set-Cookie": "a=b" } } }, "answer.headers.Set-Cookie"],
    ["a policy", { sequence: [{ headers: { "Content-Security-Policy": "x" } }] }, "sequence.0.headers.Content-Security-Policy"],
    ["a line break in a header", { answer: { headers: { "X-A": "a\r\nb: c" } } }, "answer.headers.X-A"],
    ["a step for nobody", { sequence: [{ times: 0 }] }, "sequence.0.times"],
    ["an empty name", { name: " " }, "name"],
    ["an unknown field", { delay: 1 }, "delay"],
  ])("is refused %s, with its place", async (_what, input, path) => {
    const { ctx } = await openOrganization();
    await expect(createInbox({ ctx, input })).rejects.toMatchObject({ code: "invalid_input", faults: [{ path }] });
  });
});

describe("lists", () => {
  it("give inboxes and requests in pages, newest first, each once", async () => {
    const { ctx, send } = await openOrganization();
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.unshift((await createInbox({ ctx, input: { name: `${count}` } })).id);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await listInboxes({ ctx, input: { limit: 2, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.data.map(({ name }) => name));
      cursor = page.next_cursor;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);

    const [inboxId = ""] = made;
    for (let count = 0; count < 5; count++) await send(inboxId);
    const first = await listInboxRequests({ ctx, input: { inboxId, limit: 3 } });
    expect([first.data.map(({ number }) => number), first.next_cursor, first.has_more]).toEqual([[5, 4, 3], "3", true]);
    const second = await listInboxRequests({ ctx, input: { inboxId, limit: 3, cursor: first.next_cursor ?? "" } });
    expect([second.data.map(({ number }) => number), second.next_cursor, second.has_more]).toEqual([[2, 1], null, false]);
  });
});

describe("what may be a credential", () => {
  it("is shown to who may change webhooks, and blacked out for who may only read", async () => {
    const { ctx, send } = await openOrganization();
    const { id: inboxId } = await createInbox({ ctx, input: {} });
    await send(inboxId, [
      ["authorization", "Bearer hunter2"],
      ["x-shop-key", "hunter3"],
      ["content-type", "application/json"],
    ]);
    const requestId = (await listInboxRequests({ ctx, input: { inboxId } })).data[0]?.id ?? "";
    const viewer = { ...ctx, actor: { type: "user", userId: "usr_v", role: "viewer" } as const };
    const full = await getInboxRequest({ ctx, input: { inboxId, requestId } });
    expect(full.headers).toEqual({ authorization: "Bearer hunter2", "x-shop-key": "hunter3", "content-type": "application/json" });
    const seen = await getInboxRequest({ ctx: viewer, input: { inboxId, requestId } });
    expect(seen.headers).toEqual({ authorization: "[redacted]", "x-shop-key": "[redacted]", "content-type": "application/json" });
    const row = await database.db.inboxRequest.findUniqueOrThrow({ where: { id: requestId } });
    expect(JSON.stringify(row)).not.toContain("hunter");
  });
});

describe("another organization", () => {
  it("finds no inbox of this one, changes none, and sees none of its requests", async () => {
    const { ctx, send } = await openOrganization();
    const { ctx: stranger } = await openOrganization();
    const { id: inboxId } = await createInbox({ ctx, input: {} });
    await send(inboxId);
    const requestId = (await listInboxRequests({ ctx, input: { inboxId } })).data[0]?.id ?? "";
    const own = await createInbox({ ctx: stranger, input: {} });
    const before = await getInbox({ ctx, input: { inboxId } });
    const attempts = [
      () => getInbox({ ctx: stranger, input: { inboxId } }),
      () => updateInbox({ ctx: stranger, input: { inboxId, change: { name: "Mine" } } }),
      () => deleteInbox({ ctx: stranger, input: { inboxId } }),
      () => clearInbox({ ctx: stranger, input: { inboxId } }),
      () => listInboxRequests({ ctx: stranger, input: { inboxId } }),
      () => getInboxRequest({ ctx: stranger, input: { inboxId, requestId } }),
      () => getInboxRequest({ ctx: stranger, input: { inboxId: own.id, requestId } }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect((await listInboxes({ ctx: stranger, input: {} })).data).toEqual([own]);
    expect((await listInboxes({ ctx: stranger, input: { cursor: inboxId } })).data).toEqual([]);
    expect(await getInbox({ ctx, input: { inboxId } })).toEqual(before);
  });
});
