import type { z } from "zod";
import { type BodyDeclaration, createRoute, type MethodHandler, type Open, type RouteInput } from "@/app/_http/create-route";
import { limitRate } from "@/app/_http/limit-rate";
import { contextForInstallation, contextForToken, type InstallationContext } from "@/app/_http/token-context";
import { getProcess } from "@/app/web-process";
import type { TokenScope } from "@/domain/api-token/scopes";
import type { ErrorStatus } from "@/domain/errors";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/** The declaration of an operation without its handler: enough to route it, to check its input and to document it. */
export interface Operation {
  operationId: string;
  summary: string;
  /** `token` when it needs a bearer token. The portal's own routes, which need a session, are declared in app/(portal)/data/. */
  auth: "token" | "none";
  /** The scope that the verb needs and the token must have, where it needs a token. */
  scope?: TokenScope;
  /** True when it may be repeated with an Idempotency-Key, as every POST that creates something. */
  isIdempotent?: boolean;
  /** True when a change may name the state that it is meant for: If-Match with the entity tag of an earlier answer. */
  isConditional?: boolean;
  /** True when it creates the thing where there is none. The answer is then 201 instead of 200. */
  isUpsert?: boolean;
  /** True when another operation should be used instead. */
  isDeprecated?: boolean;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: BodyDeclaration;
  /** Without a schema the answer has no body. */
  response: { status: 200 | 201 | 202; schema: z.ZodType } | { status: 200 | 204 };
  /**
   * The errors that differ from those that follow from the rest (app/_openapi/errors.ts): true for a further one, false for one
   * that never occurs.
   */
  errors?: Partial<Record<ErrorStatus, boolean>>;
}

/** The result of an upsert's handler that has created the thing. */
export class Created<Value> {
  constructor(readonly value: Value) {}
}

/** The handler of one method of the API, with its declaration. */
export type RouteHandler = MethodHandler & { operation: Operation };

type ContextOf<Auth> = Auth extends "token" ? Context : InstallationContext;

type Declaration<Auth extends "token" | "none", Params extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType> = Operation & {
  auth: Auth;
  params?: Params;
  query?: Query;
  response: { status: 200 | 201 | 202; schema: Answer } | { status: 200 | 204 };
  handler(input: RouteInput<ContextOf<Auth>, Params, Query>): Promise<z.output<Answer> | Created<z.output<Answer>>>;
} & (Auth extends "token" ? { scope: TokenScope } : { scope?: undefined });

/**
 * Returns a route of the API from its declaration: authentication, rate limit and scope, then all that every route does
 * (create-route.ts). The handler calls one verb, and its plain value becomes the answer's JSON.
 */
export function defineRoute<Auth extends "token" | "none", Params extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType>(
  declaration: Declaration<Auth, Params, Query, Answer>,
): RouteHandler {
  const { handler, ...operation } = declaration;
  const open = operation.auth === "none" ? openForAnybody : openForToken(operation.scope ?? "admin");
  const run = async (input: RouteInput<Context | InstallationContext, Params, Query>) => {
    const given = await handler(input as Parameters<typeof handler>[0]);
    return given instanceof Created ? { value: given.value, status: 201 } : { value: given, status: operation.response.status };
  };
  return Object.assign(createRoute({ ...operation, open, run }), { operation });
}

const openForAnybody: Open<InstallationContext> = async ({ requestId }) => contextForInstallation(requestId);

function openForToken(scope: TokenScope): Open<Context> {
  return async ({ request, requestId, headers }) => {
    const { ctx, tokenId, ratePerSecond } = await contextForToken({ request, requestId });
    limitRate({ limiter: getProcess().rateLimiter, tokenId, ratePerSecond, headers });
    authorise(ctx, scope);
    return ctx;
  };
}
