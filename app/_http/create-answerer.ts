import type { IncomingMessage, ServerResponse } from "node:http";
import compression from "compression";
import type { ApiRequest } from "@/app/_http/api-request";
import { cleanTarget, isBroken, splitTarget } from "@/app/_http/clean-target";
import type { MethodHandler } from "@/app/_http/create-route";
import { defineUnknownPath, METHODS, type RouteModule, refuseMethod } from "@/app/_http/define-methods";
import { createRouteFinder, type FoundRoute } from "@/app/_http/find-route";
import securityHeaders from "@/app/security-headers.json";
import { type Answerer, getProcess } from "@/app/web-process";
import { reportFault } from "@/server/report-fault";

const HEADERS = Object.entries({ ...securityHeaders.everywhere, ...securityHeaders.notAPage });
/** Compresses as Next does: answers that are worth it, for clients that accept it. */
const compress = compression();

const isMethod = (method: string | undefined): method is keyof RouteModule => METHODS.some((known) => known === method);
const ALL_METHODS = METHODS.join(", ");

/** The routes of a broken path for programs, which Next would redirect. They answer that nothing exists there. */
const BROKEN_PATH = defineUnknownPath();

/**
 * Returns the answerer of the routes of a table such as ROUTE_TABLE. At every path it refuses methods that no route has: Next
 * answers TRACE with 500, and unknown methods with 400 and no body. A slash at the end of a path makes no difference.
 */
export function createAnswerer(table: Readonly<Record<string, RouteModule>>): Answerer {
  const findRoute = createRouteFinder(table);
  return (incoming, outgoing) => {
    const { method } = incoming;
    const url = cleanTarget(incoming.url ?? "/");
    incoming.url = url;
    const [path] = splitTarget(url);
    const route = isBroken(path) ? { module: BROKEN_PATH, params: {} } : findRoute(path);
    if (!route && isMethod(method)) return false;
    const handler = isMethod(method) && route ? route.module[method] : refuseUnknownMethod(route);
    answer({ incoming, outgoing, url, handler, params: route?.params ?? {} }).catch((error: unknown) => {
      const requestId = String(outgoing.getHeader("x-request-id") ?? "");
      reportFault({ logger: getProcess().means.logger, error, requestId, operation: "answer" });
      outgoing.destroy();
    });
    return true;
  };
}

function refuseUnknownMethod(route: FoundRoute | null): MethodHandler {
  return async (...input) => {
    const options = await route?.module.OPTIONS(...input);
    return refuseMethod(options?.headers.get("allow") ?? ALL_METHODS)(...input);
  };
}

async function answer(input: {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  url: string;
  handler: MethodHandler;
  params: Record<string, string>;
}): Promise<void> {
  const { incoming, outgoing, url, handler, params } = input;
  const response = await handler(toApiRequest(incoming, url), { params: Promise.resolve(params) });
  const body = response.body === null ? "" : await response.text();
  compress(incoming as Parameters<typeof compress>[0], outgoing as Parameters<typeof compress>[1], () => {
    outgoing.statusCode = response.status;
    for (const [name, value] of HEADERS) outgoing.setHeader(name, value);
    for (const [name, value] of response.headers) outgoing.setHeader(name, value);
    // The rest of a body that was not read to its end would block the connection's next request.
    if (incoming.readableDidRead && !incoming.complete) outgoing.setHeader("connection", "close");
    if (body !== "") outgoing.setHeader("content-length", Buffer.byteLength(body));
    outgoing.end(body);
  });
}

function toApiRequest(incoming: IncomingMessage, url: string): ApiRequest {
  const { method = "GET", headers } = incoming;
  return {
    method,
    url: `http://localhost${url}`,
    headers: { get: (name) => joined(headers[name.toLowerCase()]) },
    // The stream is not destroyed at an early end, so that the answer can still be sent.
    body: incoming.iterator({ destroyOnReturn: false }),
  };
}

function joined(value: string | string[] | undefined): string | null {
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}
