import { createServer, type IncomingMessage, request as openRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createAnswerer } from "@/app/_http/create-answerer";
import { defineMethods } from "@/app/_http/define-methods";
import type { RouteHandler } from "@/app/_http/define-route";
import { readBodyText } from "@/app/_http/read-body";
import type { PosternError } from "@/domain/errors";

const failures: string[] = [];
const LONG = "long ".repeat(10_000);

function handlerOf(run: (...input: Parameters<RouteHandler>) => Promise<Response>): RouteHandler {
  const operation = { operationId: "try", summary: "Try", auth: "none" as const, response: { status: 204 as const } };
  return Object.assign(run, { operation });
}

const echo = defineMethods({
  POST: handlerOf(async (request, { params }) => {
    const body = await readBodyText({ request, maxBytes: 1_024 }).catch((error: PosternError) => {
      failures.push(error.code);
      return "";
    });
    return Response.json({ url: request.url, params: await params, kind: request.headers.get("Content-Type"), body });
  }),
});

const answer = createAnswerer({
  "/echo/{name}": echo,
  "/v1/echo/{name}": echo,
  "/long": defineMethods({ GET: handlerOf(async () => new Response(LONG, { headers: { "content-type": "text/plain" } })) }),
  "/refuses": defineMethods({ POST: handlerOf(async () => new Response("no", { status: 401 })) }),
});

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    if (!answer(incoming, outgoing)) outgoing.writeHead(418, { "x-target": incoming.url }).end("elsewhere");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** Sends a request, also with a method that fetch cannot send. */
const ask = ({ method, path }: { method: string; path: string }): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => openRequest(url, { method, path }, resolve).once("error", reject).end());

describe("createAnswerer", () => {
  it("hands over path, query, headers and body", async () => {
    const sent = await fetch(`${url}/echo/a%20b?x=1&y=%2F`, { method: "POST", body: "ü✓", headers: { "content-type": "text/x-try" } });
    expect(await sent.json()).toEqual({
      url: "http://localhost/echo/a%20b?x=1&y=%2F",
      params: { name: "a b" },
      kind: "text/x-try",
      body: "ü✓",
    });
  });

  it("leaves to others what is none of its paths", async () => {
    for (const [method, path] of [
      ["GET", "/"],
      ["GET", "/echo/%ff"],
      ["DELETE", "/elsewhere"],
    ] as const) {
      expect((await fetch(`${url}${path}`, { method })).status).toBe(418);
    }
    const refused = await fetch(`${url}/long`, { method: "DELETE" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });

  it.each(["TRACE", "PROPFIND", "PURGE"])("refuses %s at every path, saying what is possible there", async (method) => {
    for (const [path, allow] of [
      ["/long", "GET, HEAD, OPTIONS"],
      ["/elsewhere", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
    ] as const) {
      const sent = await ask({ method, path });
      expect([sent.statusCode, sent.headers.allow]).toEqual([405, allow]);
      expect(await json(sent)).toEqual({
        message: `${method} is not possible here: use ${allow}.`,
        code: "method_not_allowed",
        request_id: sent.headers["x-request-id"],
      });
    }
  });

  it("knows its paths behind a scheme and host, as proxies send them", async () => {
    const sent = await ask({ method: "POST", path: `${url}/echo/n?x=1` });
    expect(await json(sent)).toMatchObject({ url: "http://localhost/echo/n?x=1", params: { name: "n" } });
  });

  it.each(["/echo/n/", "//echo/n", "/echo/n//?x=1"])("leaves to others what is no program's: %s", async (path) => {
    expect((await ask({ method: "POST", path })).statusCode).toBe(418);
  });

  it("answers at a path for programs as if it had no slashes at its ends, in every method", async () => {
    for (const path of ["/v1/echo/n/", "//v1/echo/n", "/v1/echo/n//", `${url}//v1/echo/n/`]) {
      const sent = await ask({ method: "POST", path: `${path}?x=/` });
      expect([path, await json(sent)]).toEqual([
        path,
        expect.objectContaining({ url: "http://localhost/v1/echo/n?x=/", params: { name: "n" } }),
      ]);
      const refused = await ask({ method: "DELETE", path });
      expect([refused.statusCode, refused.headers.allow]).toEqual([405, "POST, OPTIONS"]);
    }
  });

  it("hands on what it does not know as if it had no slashes at its ends", async () => {
    for (const path of ["/inbox/abc/", "//inbox/abc", "/inbox/abc///"]) {
      expect((await ask({ method: "PUT", path: `${path}?a=b/` })).headers["x-target"]).toBe("/inbox/abc?a=b/");
    }
    expect((await ask({ method: "GET", path: "/events/?a" })).headers["x-target"]).toBe("/events/?a");
  });

  it("answers 404 where slashes stand side by side within: an id is missing there", async () => {
    for (const path of ["/v1//echo/n", "/v1\\echo/n", "/inbox//abc", "/v1/echo//n/"]) {
      for (const method of ["GET", "DELETE", "OPTIONS"]) {
        const sent = await ask({ method, path });
        expect([path, method, sent.statusCode]).toEqual([path, method, 404]);
        expect(await json(sent)).toEqual({
          message: expect.stringContaining("There is nothing at"),
          code: "not_found",
          request_id: sent.headers["x-request-id"],
        });
      }
    }
  });

  it("says that nothing of an answer is to be run, framed or guessed at", async () => {
    const { headers } = await fetch(`${url}/long`);
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("compresses a long answer for a client that takes it, and for no other", async () => {
    const packed = await fetch(`${url}/long`, { headers: { "accept-encoding": "gzip" } });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(await packed.text()).toBe(LONG);
    const plain = await fetch(`${url}/long`, { headers: { "accept-encoding": "identity" } });
    expect([plain.headers.get("content-encoding"), plain.headers.get("content-length")]).toEqual([null, String(LONG.length)]);
  });

  it("gives HEAD the headers alone", async () => {
    const head = await fetch(`${url}/long`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([200, "text/plain", ""]);
  });

  it("keeps a connection for the next request though the body of the one before was not wanted", async () => {
    const body = "x".repeat(300_000);
    for (let n = 0; n < 5; n++) {
      expect((await fetch(`${url}/refuses`, { method: "POST", body })).status).toBe(401);
      expect((await fetch(`${url}/echo/n`, { method: "POST", body: `${n}` })).status).toBe(200);
    }
  });

  it("is not at fault when a client hangs up in the middle of its body", async () => {
    const broken = openRequest(`${url}/echo/broken`, { method: "POST", headers: { "content-length": "1000" } });
    broken.on("error", () => undefined);
    broken.write("only this");
    await new Promise((resolve) => setTimeout(resolve, 50));
    broken.destroy();
    await vi.waitFor(() => expect(failures).toEqual(["invalid_input"]));
    expect((await fetch(`${url}/echo/n`, { method: "POST", body: "still there" })).status).toBe(200);
  });
});
