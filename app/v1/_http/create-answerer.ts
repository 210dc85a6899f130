import type { IncomingMessage, ServerResponse } from "node:http";
import compression from "compression";
import securityHeaders from "@/app/security-headers.json";
import type { ApiRequest } from "@/app/v1/_http/api-request";
import type { RouteModule } from "@/app/v1/_http/define-methods";
import { createRouteFinder, type FoundRoute } from "@/app/v1/_http/find-route";
import { reportFault } from "@/server/report-fault";

/** Answers a request as Node's server gives it. False, and nothing done, when its path or method is none of the table's. */
export type Answerer = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

const HEADERS = Object.entries({ ...securityHeaders.everywhere, ...securityHeaders.notAPage });
/** As Next does it: what is worth it, for a client that takes it. */
const compress = compression();

/** What answers the requests to the routes of a table such as ROUTE_TABLE. */
export function createAnswerer(table: Readonly<Record<string, RouteModule>>): Answerer {
  const findRoute = createRouteFinder(table);
  return (incoming, outgoing) => {
    const { url = "" } = incoming;
    const end = url.indexOf("?");
    const route = findRoute(end === -1 ? url : url.slice(0, end));
    if (!route || !Object.hasOwn(route.module, incoming.method ?? "")) return false;
    answer({ incoming, outgoing, route }).catch((error: unknown) => {
      reportFault({ error, requestId: String(outgoing.getHeader("x-request-id") ?? ""), operation: "answer" });
      outgoing.destroy();
    });
    return true;
  };
}

async function answer(input: { incoming: IncomingMessage; outgoing: ServerResponse; route: FoundRoute }): Promise<void> {
  const { incoming, outgoing, route } = input;
  const handler = route.module[incoming.method as keyof RouteModule];
  const response = await handler(toApiRequest(incoming), { params: Promise.resolve(route.params) });
  const body = response.body === null ? "" : await response.text();
  compress(incoming as Parameters<typeof compress>[0], outgoing as Parameters<typeof compress>[1], () => {
    outgoing.statusCode = response.status;
    for (const [name, value] of HEADERS) outgoing.setHeader(name, value);
    for (const [name, value] of response.headers) outgoing.setHeader(name, value);
    // Of a body that was not read to its end the rest would stand in the way of the connection's next request.
    if (incoming.readableDidRead && !incoming.complete) outgoing.setHeader("connection", "close");
    if (body !== "") outgoing.setHeader("content-length", Buffer.byteLength(body));
    outgoing.end(body);
  });
}

function toApiRequest(incoming: IncomingMessage): ApiRequest {
  const { method = "GET", url = "/", headers } = incoming;
  return {
    method,
    url: `http://localhost${url}`,
    headers: { get: (name) => joined(headers[name.toLowerCase()]) },
    // Not destroyed at an early end, so that the answer can still be sent.
    body: incoming.iterator({ destroyOnReturn: false }),
  };
}

function joined(value: string | string[] | undefined): string | null {
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}
