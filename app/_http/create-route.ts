import { randomUUID } from "node:crypto";
import { z } from "zod";
import { answerOnce } from "@/app/_http/answer-once";
import type { ApiRequest } from "@/app/_http/api-request";
import { entityTag, readIfMatch } from "@/app/_http/entity-tag";
import { toErrorResponse } from "@/app/_http/error-response";
import { parseJsonBody, readBodyText } from "@/app/_http/read-body";
import { type KnownParameters, readQuery } from "@/app/_http/read-query";
import type { InstallationContext } from "@/app/_http/token-context";
import { PosternError } from "@/domain/errors";
import { writeJson } from "@/domain/json/write-json";
import { parseInput } from "@/domain/parse-input";
import type { Context } from "@/server/context";
import type { KeptAnswer } from "@/server/idempotency/kept-answer";

/** The most bytes of a body that are read, whatever the operation (contract.md: 10 MiB a request for publish). */
export const MAX_BODY_BYTES = 10 * 2 ** 20;
const DEFAULT_BODY_BYTES = 2 ** 20;

export interface BodyDeclaration {
  /** The schema that the verb parses the body with. The handler gets the body unparsed, so that it is parsed once, in the verb. */
  schema: z.ZodType;
  isRequired: boolean;
  /** True when the body contains published data, whose numbers are kept digit for digit. */
  keepsDigits?: boolean;
  /** 1 MiB by default. */
  maxBytes?: number;
}

interface Segment {
  params: Promise<Record<string, string | string[] | undefined>>;
}

/** The handler of one method. */
export type MethodHandler = (request: ApiRequest, segment: Segment) => Promise<Response>;

/** Identifies the caller and returns the context of their request; `headers` are added to the answer. Throws where they have no access. */
export type Open<Ctx> = (input: { request: ApiRequest; requestId: string; headers: Headers }) => Promise<Ctx>;

/** The input of a route's handler. */
export interface RouteInput<Ctx, Params extends z.ZodType, Query extends z.ZodType> {
  ctx: Ctx;
  params: z.output<Params>;
  query: z.output<Query>;
  body: unknown;
  /** The entity tags of If-Match, where the operation is conditional and the caller gave some. */
  ifMatch: readonly string[] | undefined;
}

/**
 * Returns the handler of a route, with all that every route does: request id, `open`, parsing of path, query and body,
 * Idempotency-Key, answer, errors. `run` calls one verb, and its plain value becomes the answer's JSON.
 */
export function createRoute<Ctx extends Context | InstallationContext, Params extends z.ZodType, Query extends z.ZodType>(route: {
  operationId: string;
  params?: Params;
  query?: Query;
  body?: BodyDeclaration;
  isIdempotent?: boolean;
  isConditional?: boolean;
  open: Open<Ctx>;
  run(input: RouteInput<Ctx, Params, Query>): Promise<{ value: unknown; status: number }>;
}): MethodHandler {
  const knownParameters = parametersOnce(route.query);
  const handle = async (request: ApiRequest, segment: Segment, requestId: string, headers: Headers): Promise<Response> => {
    // Authentication comes first, so that strangers learn nothing about inputs and their bodies are not read.
    const ctx = await route.open({ request, requestId, headers });
    const params = route.params ? parseInput(route.params, await segment.params) : {};
    const parameters = readQuery(request.url, knownParameters());
    const query = route.query ? parseInput(route.query, parameters) : {};
    const bodyText = route.body ? await readBodyText({ request, maxBytes: bodyLimit(route.body) }) : "";
    const body = route.body ? parseBody(bodyText, route.body) : undefined;
    const ifMatch = route.isConditional ? readIfMatch(request.headers) : undefined;
    const run = async () => {
      const { value, status } = await route.run({ ctx, params, query, body, ifMatch } as RouteInput<Ctx, Params, Query>);
      return { status, body: value === undefined ? null : writeJson(value), entityTag: entityTag(value) };
    };
    return toResponse(route.isIdempotent && "tenant" in ctx ? await answerOnce({ ctx, request, bodyText, run }) : await run());
  };

  return async (request, segment) => {
    const requestId = randomUUID();
    // Answers contain an organization's data, and one of them a secret.
    const headers = new Headers({ "x-request-id": requestId, "cache-control": "no-store" });
    const response = await handle(request, segment, requestId, headers).catch((error: unknown) =>
      toErrorResponse({ error, requestId, url: request.url, operation: route.operationId }),
    );
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  };
}

/** Returns a function that gives the parameters that a schema takes. They are read from it once, at the first request. */
function parametersOnce(schema: z.ZodType | undefined): () => KnownParameters {
  let known: KnownParameters | undefined;
  return () => {
    known ??= schema ? parametersOf(schema) : new Map();
    return known;
  };
}

function parametersOf(schema: z.ZodType): KnownParameters {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const isList = (property: unknown) =>
    typeof property === "object" && property !== null && "type" in property && property.type === "array";
  return new Map(Object.entries(properties).map(([name, property]) => [name, isList(property) ? "list" : "single"]));
}

function toResponse({ status, body, entityTag: tag, isReplayed }: KeptAnswer & { isReplayed?: boolean }): Response {
  const headers: Record<string, string> = body === null ? {} : { "content-type": "application/json" };
  if (tag !== undefined) headers["etag"] = tag;
  if (isReplayed) headers["idempotency-replayed"] = "true";
  return new Response(body, { status, headers });
}

function bodyLimit({ maxBytes }: BodyDeclaration): number {
  return Math.min(maxBytes ?? DEFAULT_BODY_BYTES, MAX_BODY_BYTES);
}

function parseBody(text: string, { isRequired, keepsDigits = false }: BodyDeclaration): unknown {
  const body = parseJsonBody(text, { keepsDigits });
  if (body !== undefined || !isRequired) return body;
  const message = "There is no body. Send a JSON document with `Content-Type: application/json`.";
  throw new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}
