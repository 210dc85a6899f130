import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll } from "vitest";
import { createAnswerer } from "@/app/_http/create-answerer";
import type { RouteModule } from "@/app/_http/define-methods";
import { errorResponses } from "@/app/_openapi/errors";
import { ALL_ROUTES } from "@/app/_openapi/served-document";
import * as formAddress from "@/app/form/[key]/route";
import * as inboxAddress from "@/app/inbox/[inboxId]/route";
import * as unknownPath from "@/app/v1/[[...path]]/route";

const INBOX_ADDRESS = { ...inboxAddress };
const FORM_ADDRESS = { ...formAddress };
const UNKNOWN_PATH = { ...unknownPath };

export interface ServedApi {
  url: string;
  /** Closes the server. Throws where answers had a status or a body other than their route declares, and lists them. */
  close(): Promise<void>;
}

/**
 * Serves the API over real HTTP on a free port, with the answerer of the web server. The addresses of inboxes and
 * public forms, and unknown paths, are answered as Next.js answers them. The browser suite runs the whole server.
 */
export async function serveApi(): Promise<ServedApi> {
  const drift: string[] = [];
  const answer = createAnswerer(mapHandlers(ALL_ROUTES, (handler, path) => withDriftNoted({ handler, path, drift })));
  const server = createServer((incoming, outgoing) => {
    if (answer(incoming, outgoing)) return;
    answerElsewhere(incoming).then(
      (response) => send(response, outgoing, incoming),
      (error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    await closeServer(server);
    if (drift.length > 0) throw new Error(`The reference and the routes differ:\n${[...new Set(drift)].join("\n")}`);
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** Serves the API for the tests of a file, after their process is set up. Its address is available in hooks and tests. */
export function withServedApi(): Pick<ServedApi, "url"> {
  let served: ServedApi | undefined;
  beforeAll(async () => {
    served = await serveApi();
  });
  afterAll(() => served?.close());
  return {
    get url() {
      if (!served) throw new Error("The API is served in hooks and tests only: do not read its address while the file is loaded.");
      return served.url;
    },
  };
}

type Handler = RouteModule["GET"];

function mapHandlers(
  routes: Readonly<Record<string, RouteModule>>,
  map: (handler: Handler, path: string) => Handler,
): Record<string, RouteModule> {
  const mapModule = (module: RouteModule, path: string) =>
    Object.fromEntries(Object.entries(module).map(([method, handler]) => [method, map(handler, path)])) as RouteModule;
  return Object.fromEntries(Object.entries(routes).map(([path, module]) => [path, mapModule(module, path)]));
}

/**
 * Wraps a handler so that answers that differ from its declaration are noted. A refused method has no operation, and OpenAPI does
 * not mention it, so a 405 is no difference.
 */
function withDriftNoted({ handler, path, drift }: { handler: Handler; path: string; drift: string[] }): Handler {
  if (!("operation" in handler)) return handler;
  const { operation } = handler;
  return async (...input) => {
    const response = await handler(...input);
    const copy = response.clone();
    if (response.status < 400) await noteDrift({ operation, response: copy, drift });
    else await noteErrorDrift({ operation, path, response: copy, drift });
    return response;
  };
}

async function answerElsewhere(incoming: IncomingMessage): Promise<Response> {
  const { method = "GET", url = "/", headers } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  const request = new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : [])),
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" as const } : {}),
  });
  const inboxId = /^\/inbox\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
  if (inboxId) return INBOX_ADDRESS[method as keyof RouteModule](request, { params: Promise.resolve({ inboxId }) });
  const key = /^\/form\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
  if (key) return FORM_ADDRESS[method as keyof RouteModule](request, { params: Promise.resolve({ key }) });
  return UNKNOWN_PATH[method as keyof RouteModule](request, { params: Promise.resolve({}) });
}

type DeclaredOperation = Extract<RouteModule["GET"], { operation: unknown }>["operation"];

async function noteDrift(input: { operation: DeclaredOperation; response: Response; drift: string[] }): Promise<void> {
  const { operation, response, drift } = input;
  const declared = operation.response;
  const isExpected = response.status === declared.status || (operation.isUpsert === true && response.status === 201);
  if (!isExpected) drift.push(`${operation.operationId} answered ${response.status} instead of ${declared.status}`);
  if (!("schema" in declared)) return;
  const value: unknown = await response.json();
  const parsed = declared.schema.safeParse(value);
  if (!parsed.success) drift.push(`${operation.operationId}: ${parsed.error.message}`);
  else if (!isDeepStrictEqual(parsed.data, value)) drift.push(`${operation.operationId} answers fields that are not declared`);
}

async function noteErrorDrift(input: { operation: DeclaredOperation; path: string; response: Response; drift: string[] }): Promise<void> {
  const { operation, path, response, drift } = input;
  if (String(response.status) in errorResponses(operation, path)) return;
  drift.push(`${operation.operationId} answered ${response.status}, which is not declared: ${await response.text()}`);
}

async function send(response: Response, outgoing: ServerResponse, incoming: IncomingMessage): Promise<void> {
  // The rest of an unread body would block the connection's next request.
  if (!incoming.complete) outgoing.setHeader("connection", "close");
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
