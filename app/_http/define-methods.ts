import { randomUUID } from "node:crypto";
import type { ApiRequest } from "@/app/_http/api-request";
import type { MethodHandler } from "@/app/_http/create-route";
import type { RouteHandler } from "@/app/_http/define-route";
import { toErrorResponse } from "@/app/_http/error-response";
import { PosternError } from "@/domain/errors";

/** The methods that some path answers. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** The exports of a route module: each method has an answer of ours. */
export type RouteModule = Record<(typeof METHODS)[number], MethodHandler | RouteHandler>;

/**
 * Returns all methods of a path from its operations. HEAD answers as GET does, without the body. OPTIONS names the allowed
 * methods. Every other method is refused with 405 and `Allow` (RFC 9110, section 15.5.6).
 */
export function defineMethods(operations: Partial<Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", MethodHandler>>): RouteModule {
  const { GET } = operations;
  const allow = METHODS.filter((method) => method === "OPTIONS" || (method === "HEAD" ? GET : operations[method])).join(", ");
  return {
    ...refuseAll(refuseMethod(allow)),
    ...operations,
    ...(GET ? { HEAD: async (...input) => new Response(null, await GET(...input)) } : {}),
    OPTIONS: async () => new Response(null, { status: 204, headers: { allow } }),
  };
}

/** Returns a handler that refuses the request's method; `allow` names the allowed ones. */
export function refuseMethod(allow: string): MethodHandler {
  return refuseWith(({ method }) => new PosternError("method_not_allowed", `${method} is not possible here: use ${allow}.`), { allow });
}

/** Returns all methods of a path that does not exist. */
export function defineUnknownPath(): RouteModule {
  return refuseAll(
    refuseWith(({ url }) => {
      const { pathname } = new URL(url);
      return new PosternError("not_found", `There is nothing at ${pathname}. GET /v1/webhooks/openapi.json lists all paths of the API.`);
    }),
  );
}

function refuseAll(refuse: MethodHandler): RouteModule {
  return { GET: refuse, HEAD: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse };
}

function refuseWith(toError: (request: ApiRequest) => PosternError, headers: Record<string, string> = {}): MethodHandler {
  return async (request) => {
    const requestId = randomUUID();
    const response = toErrorResponse({ error: toError(request), requestId, url: request.url });
    for (const [name, value] of Object.entries({ ...headers, "x-request-id": requestId })) response.headers.set(name, value);
    return response;
  };
}
