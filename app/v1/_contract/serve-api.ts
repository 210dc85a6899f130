import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import * as inboxAddress from "@/app/inbox/[inboxId]/route";
import type { RouteModule } from "@/app/v1/_http/define-methods";
import { ALL_ROUTES } from "@/app/v1/_openapi/served-document";
import * as unknownPath from "@/app/v1/[[...path]]/route";

const INBOX_ADDRESS = { ...inboxAddress };

export interface ServedApi {
  url: string;
  /** Answers that hold something else than their route declares, each in words. Stays empty where reference and routes agree. */
  drift: string[];
  close(): Promise<void>;
}

/**
 * The API's route handlers, and the addresses of inboxes, over real HTTP on a free port, called as Next.js calls them. The browser suite
 * runs the whole server.
 */
export async function serveApi(): Promise<ServedApi> {
  const drift: string[] = [];
  const server = createServer((incoming, outgoing) => {
    answer(incoming, drift).then(
      (response) => send(response, outgoing, incoming),
      (error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, drift, close: () => closeServer(server) };
}

async function answer(incoming: IncomingMessage, drift: string[]): Promise<Response> {
  const { method = "GET", url = "/", headers } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  const request = new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : [])),
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" as const } : {}),
  });
  const { pathname } = new URL(request.url);
  const inboxId = /^\/inbox\/([^/]+)$/.exec(pathname)?.[1];
  if (inboxId) return INBOX_ADDRESS[method as keyof RouteModule](request, { params: Promise.resolve({ inboxId }) });
  const { module, params } = findRoute(pathname);
  const handler = module[method as keyof RouteModule];
  const response = await handler(request, { params: Promise.resolve(params) });
  if ("operation" in handler) await noteDrift({ operation: handler.operation, response: response.clone(), drift });
  return response;
}

type DeclaredOperation = Extract<RouteModule["GET"], { operation: unknown }>["operation"];

async function noteDrift(input: { operation: DeclaredOperation; response: Response; drift: string[] }): Promise<void> {
  const { operation, response, drift } = input;
  const declared = operation.response;
  if (response.status >= 400) return;
  if (response.status !== declared.status) drift.push(`${operation.operationId} answered ${response.status} instead of ${declared.status}`);
  if (declared.status === 204) return;
  const value: unknown = await response.json();
  const parsed = declared.schema.safeParse(value);
  if (!parsed.success) drift.push(`${operation.operationId}: ${parsed.error.message}`);
  else if (!isDeepStrictEqual(parsed.data, value)) drift.push(`${operation.operationId} answers fields that are not declared`);
}

function findRoute(pathname: string): { module: RouteModule; params: Record<string, string> } {
  const segments = pathname.split("/");
  for (const [path, module] of Object.entries(ALL_ROUTES)) {
    const pattern = path.split("/");
    if (pattern.length !== segments.length) continue;
    const params: Record<string, string> = {};
    const isMatch = pattern.every((part, index) => {
      const segment = segments[index] ?? "";
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (!name) return part === segment;
      params[name] = decodeURIComponent(segment);
      return true;
    });
    if (isMatch) return { module, params };
  }
  return { module: unknownPath, params: {} };
}

async function send(response: Response, outgoing: ServerResponse, incoming: IncomingMessage): Promise<void> {
  // A body that no one reads would stand in the way of the connection's next request.
  if (!incoming.complete) outgoing.setHeader("connection", "close");
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
