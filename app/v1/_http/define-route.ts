import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { contextForInstallation, contextForToken, type InstallationContext } from "@/app/context";
import { answerOnce } from "@/app/v1/_http/answer-once";
import type { ApiRequest } from "@/app/v1/_http/api-request";
import { entityTag, readIfMatch } from "@/app/v1/_http/entity-tag";
import { toErrorResponse } from "@/app/v1/_http/error-response";
import { limitRate } from "@/app/v1/_http/limit-rate";
import { parseJsonBody, readBodyText } from "@/app/v1/_http/read-body";
import { readQuery } from "@/app/v1/_http/read-query";
import { getProcess } from "@/app/web-process";
import type { TokenScope } from "@/domain/api-token/scopes";
import { type ErrorStatus, PosternError } from "@/domain/errors";
import { writeJson } from "@/domain/json/write-json";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import type { KeptAnswer } from "@/server/idempotency/kept-answer";

/** A body beyond this is not read to its end, whatever the operation (contract.md: 10 MiB a request for publish). */
export const MAX_BODY_BYTES = 10 * 2 ** 20;
const DEFAULT_BODY_BYTES = 2 ** 20;

export interface BodyDeclaration {
  /** What the verb parses the body with; the handler gets it as it came, so that it is parsed once, by whoever calls the verb. */
  schema: z.ZodType;
  isRequired: boolean;
  /** Whether it has what is published in it: its numbers are then kept digit for digit. */
  keepsDigits?: boolean;
  /** 1 MiB unless said. */
  maxBytes?: number;
}

/** What an operation is, apart from what it does: enough to route it, to check its input and to document it. */
export interface Operation {
  operationId: string;
  summary: string;
  /** Whether it needs a bearer token. */
  auth: "token" | "none";
  /** What the token must be allowed to, where it needs one: the scope that the verb asks for. */
  scope?: TokenScope;
  /** Whether it may be repeated with an Idempotency-Key: for every POST that makes something. */
  isIdempotent?: boolean;
  /** Whether a change may name, with If-Match, the state that it is meant for: the entity tag that comes with every answer that has one. */
  isConditional?: boolean;
  /** Whether it makes the thing where there is none, which is answered 201 instead of 200. */
  isUpsert?: boolean;
  /** Whether another operation is to be used instead. */
  isDeprecated?: boolean;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: BodyDeclaration;
  response: { status: 200 | 201 | 202; schema: z.ZodType } | { status: 204 };
  /** Where its errors are others than follow from the rest (app/v1/_openapi/errors.ts): true for one more, false for one that never comes. */
  errors?: Partial<Record<Exclude<ErrorStatus, 405>, boolean>>;
}

/** What the handler of an upsert gives where it has made the thing. */
export class Created<Value> {
  constructor(readonly value: Value) {}
}

interface Segment {
  params: Promise<Record<string, string | string[] | undefined>>;
}

/** What answers one method, carrying what it was declared as. */
export interface RouteHandler {
  (request: ApiRequest, segment: Segment): Promise<Response>;
  operation: Operation;
}

type Declaration<Auth extends "token" | "none", Params extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType> = Operation & {
  auth: Auth;
  params?: Params;
  query?: Query;
  response: { status: 200 | 201 | 202; schema: Answer } | { status: 204 };
  handler(input: {
    ctx: Auth extends "token" ? Context : InstallationContext;
    params: z.output<Params>;
    query: z.output<Query>;
    body: unknown;
    /** Where the operation is conditional and the caller named the state that the change is meant for. */
    ifMatch: readonly string[] | undefined;
  }): Promise<z.output<Answer> | Created<z.output<Answer>>>;
} & (Auth extends "token" ? { scope: TokenScope } : { scope?: undefined });

/**
 * Makes a route out of its declaration: request id, authentication, rate limit, scope, parsing of path, query and body,
 * Idempotency-Key, answer, errors. The handler calls one verb and gives its plain value, which becomes the answer's JSON.
 */
export function defineRoute<Auth extends "token" | "none", Params extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType>(
  declaration: Declaration<Auth, Params, Query, Answer>,
): RouteHandler {
  const { handler, ...operation } = declaration;

  const open = async (request: ApiRequest, requestId: string, headers: Headers): Promise<Context | InstallationContext> => {
    if (operation.auth === "none") return contextForInstallation(requestId);
    const { ctx, tokenId, ratePerSecond } = await contextForToken({ request, requestId });
    limitRate({ limiter: getProcess().rateLimiter, tokenId, ratePerSecond, headers });
    authorise(ctx, operation.scope ?? "admin");
    return ctx;
  };

  const handle = async (request: ApiRequest, segment: Segment, requestId: string, headers: Headers): Promise<Response> => {
    // Authentication comes first: strangers learn nothing about inputs and make nothing be read.
    const ctx = await open(request, requestId, headers);
    const params = operation.params ? parseInput(operation.params, await segment.params) : {};
    const query = operation.query ? parseInput(operation.query, readQuery(request.url)) : {};
    const bodyText = operation.body ? await readBodyText({ request, maxBytes: bodyLimit(operation.body) }) : "";
    const body = operation.body ? parseBody(bodyText, operation.body) : undefined;
    const ifMatch = operation.isConditional ? readIfMatch(request.headers) : undefined;
    const run = async () => {
      const given = await handler({ ctx, params, query, body, ifMatch } as Parameters<typeof handler>[0]);
      const [value, status] = given instanceof Created ? [given.value, 201] : [given, operation.response.status];
      return { status, body: status === 204 ? null : writeJson(value), entityTag: entityTag(value) };
    };
    const answer = operation.isIdempotent && "tenant" in ctx ? await answerOnce({ ctx, request, bodyText, run }) : await run();
    return toResponse(answer);
  };

  const route = async (request: ApiRequest, segment: Segment): Promise<Response> => {
    const requestId = randomUUID();
    // Answers hold an organization's data, one of them a secret.
    const headers = new Headers({ "x-request-id": requestId, "cache-control": "no-store" });
    const response = await handle(request, segment, requestId, headers).catch((error: unknown) =>
      toErrorResponse({ error, requestId, operation: operation.operationId }),
    );
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  };
  return Object.assign(route, { operation });
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
