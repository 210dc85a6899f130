import { createHmac, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { connectJobs } from "@/inngest/jobs";
import { createInngestApp, type InngestApp } from "@/inngest/serve-app";
import { createProcess, type Process } from "@/server/process";
import { withTestDatabase } from "@/tests/support/test-database";

const KEY = randomBytes(16).toString("hex");
const URL = "http://127.0.0.1:3000/api/inngest?fnId=postern-sweep&stepId=step";

const database = withTestDatabase();
let own: Process;
let app: InngestApp;
beforeAll(() => {
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("DATABASE_URL", database.databaseUrl);
  vi.stubEnv("POSTERN_SECRET_KEY", randomBytes(32).toString("base64"));
  vi.stubEnv("INNGEST_EVENT_KEY", "an-event-key");
  vi.stubEnv("INNGEST_SIGNING_KEY", KEY);
  own = createProcess({ connectJobs });
  app = createInngestApp(own);
});
afterAll(async () => {
  await own.close();
});

const event = { data: {}, id: "an-id", name: "inngest/scheduled.timer", ts: 1_700_000_000_000 };
const ctx = { attempt: 0, disable_immediate_execution: false, run_id: "a-run", stack: { current: 0, stack: [] }, use_api: false };
// The keys stand in the order in which they are signed (RFC 8785).
const BODY = JSON.stringify({ ctx, event, events: [event], steps: {}, version: 1 });

/** Returns the signature of Inngest's requests (Inngest SDK specification, 4.1.3). */
function sign(body: string, key = KEY): string {
  const seconds = Math.floor(Date.now() / 1_000);
  return `t=${seconds}&s=${createHmac("sha256", key).update(`${body}${seconds}`).digest("hex")}`;
}

function call(input: { method?: string; body?: BodyInit; signature?: string }): Promise<Response> {
  const { method = "POST", body, signature } = input;
  const headers = {
    host: "127.0.0.1:3000",
    "content-type": "application/json",
    ...(signature ? { "x-inngest-signature": signature } : {}),
  };
  return app.answer(new Request(URL, { method, headers, ...(body === undefined ? {} : { body, duplex: "half" }) }));
}

describe("the address that Inngest calls, with keys", () => {
  it("runs a function for a request that is signed with the key", async () => {
    const answer = await call({ body: BODY, signature: sign(BODY) });
    expect(answer.status).toBe(200);
    expect(app.lastCallAtMs()).toBeGreaterThan(0);
  });

  it("runs nothing for a signature of another key, or of another body", async () => {
    for (const signature of [sign(BODY, "00".repeat(16)), sign("{}")]) {
      const answer = await call({ body: BODY, signature });
      expect(answer.status).toBe(401);
    }
  });

  it.each(["GET", "POST", "PUT"])("refuses an unsigned %s before it reads what was sent", async (method) => {
    const read = vi.fn();
    const body = new ReadableStream({ pull: read }, { highWaterMark: 0 });
    const answer = await call({ method, ...(method === "GET" ? {} : { body }) });
    expect(answer.status).toBe(401);
    expect(read).not.toHaveBeenCalled();
  });

  it("stops reading a body that is larger than anything Inngest sends, whatever its signature", async () => {
    let sent = 0;
    const chunk = new Uint8Array(2 ** 20);
    const body = new ReadableStream({
      pull: (controller) => {
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    const answer = await call({ body, signature: sign("") });
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(8 * 2 ** 20);
  });

  it("asks Inngest to try another process once this one is stopping", async () => {
    own.announceStop();
    const answer = await call({ body: BODY, signature: sign(BODY) });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("1");
  });
});
