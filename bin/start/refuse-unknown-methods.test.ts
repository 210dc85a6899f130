import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import "@/bin/start/refuse-unknown-methods.mjs";

let server: Server;
const seen: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    seen.push(incoming.method);
    outgoing.end("answered");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

function ask(method: string): Promise<{ status: number | undefined; allow: string | undefined; body: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, method }, async (answer) => {
      resolve({ status: answer.statusCode, allow: answer.headers.allow, body: await text(answer) });
    })
      .once("error", reject)
      .end();
  });
}

it.each(["TRACE", "PROPFIND", "PURGE"])("answers %s itself, as the API refuses a method", async (method) => {
  const { status, allow, body } = await ask(method);
  expect(status).toBe(405);
  expect(allow).toBe("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  expect(JSON.parse(body)).toEqual({
    message: `${method} is not possible here: use ${allow}.`,
    code: "method_not_allowed",
    request_id: expect.stringMatching(/^[\w-]{36}$/),
  });
  expect(seen).not.toContain(method);
});

it.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("leaves %s to the server", async (method) => {
  expect(await ask(method)).toMatchObject({ status: 200, body: "answered" });
  expect(seen).toContain(method);
});
