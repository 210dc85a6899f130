import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { contextForInstallation, contextForToken, type InstallationContext } from "@/app/context";
import { toErrorResponse } from "@/app/v1/_http/error-response";
import { readJsonBody } from "@/app/v1/_http/read-json-body";
import { readQuery } from "@/app/v1/_http/read-query";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import type { Context } from "@/server/context";

/** A body beyond this is not read to its end, whatever the operation (contract.md: 10 MiB a request for publish). */
export const MAX_BODY_BYTES = 10 * 2 ** 20;
const DEFAULT_BODY_BYTES = 2 ** 20;

export interface BodyDeclaration {
  /** What the verb parses the body with; the handler gets it as it came, so that it is parsed once, by whoever calls the verb. */
  schema: z.ZodType;
  isRequired: boolean;
  /** 1 MiB unless said. */
  maxBytes?: number;
}

/** What an operation is, apart from what it does: enough to route it, to check its input and to document it. */
export interface Operation {
  operationId: string;
  summary: string;
  /** Whether it needs a bearer token; which scope, the verb decides. */
  auth: "token" | "none";
  params?: z.ZodType;
  query?: z.ZodType;
  body?: BodyDeclaration;
  response: { status: 200 | 201 | 202; schema: z.ZodType } | { status: 204 };
}

/** What Next.js calls, carrying what it was declared as. */
export interface RouteHandler {
  (request: Request, segment: { params: Promise<Record<string, string | string[] | undefined>> }): Promise<Response>;
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
  }): Promise<z.output<Answer>>;
};

/**
 * Makes a route out of its declaration: request id, authentication, parsing of path, query and body, answer, errors. The
 * handler calls one verb and gives its plain value, which becomes the answer's JSON.
 */
export function defineRoute<Auth extends "token" | "none", Params extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType>(
  declaration: Declaration<Auth, Params, Query, Answer>,
): RouteHandler {
  const { handler, ...operation } = declaration;

  const handle = async (request: Request, segment: Parameters<RouteHandler>[1], requestId: string): Promise<Response> => {
    // Authentication comes first: strangers learn nothing about inputs and make nothing be read.
    const ctx = operation.auth === "token" ? await contextForToken({ request, requestId }) : contextForInstallation(requestId);
    const params = operation.params ? parseInput(operation.params, await segment.params) : {};
    const query = operation.query ? parseInput(operation.query, readQuery(request.url)) : {};
    const body = operation.body ? await readBody(request, operation.body) : undefined;
    const value = await handler({ ctx, params, query, body } as Parameters<typeof handler>[0]);
    const { status } = operation.response;
    return status === 204 ? new Response(null, { status }) : Response.json(value, { status });
  };

  const route = async (request: Request, segment: Parameters<RouteHandler>[1]): Promise<Response> => {
    const requestId = randomUUID();
    const response = await handle(request, segment, requestId).catch((error: unknown) =>
      toErrorResponse({ error, requestId, operation: operation.operationId }),
    );
    response.headers.set("x-request-id", requestId);
    // Answers hold an organization's data, one of them a secret.
    response.headers.set("cache-control", "no-store");
    return response;
  };
  return Object.assign(route, { operation });
}

async function readBody(request: Request, { isRequired, maxBytes }: BodyDeclaration): Promise<unknown> {
  const body = await readJsonBody({ request, maxBytes: Math.min(maxBytes ?? DEFAULT_BODY_BYTES, MAX_BODY_BYTES) });
  if (body !== undefined || !isRequired) return body;
  const message = "There is no body. Send a JSON document with `Content-Type: application/json`.";
  throw new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}
