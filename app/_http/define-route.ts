import type { z } from "zod";
import { type BodyDeclaration, createRoute, type MethodHandler, type Open, type RouteInput } from "@/app/_http/create-route";
import { limitRate } from "@/app/_http/limit-rate";
import { contextForInstallation, contextForToken, type InstallationContext } from "@/app/_http/token-context";
import { getProcess } from "@/app/web-process";
import type { TokenScope } from "@/domain/api-token/scopes";
import type { ErrorStatus } from "@/domain/errors";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/** What an operation is, apart from what it does: enough to route it, to check its input and to document it. */
export interface Operation {
  operationId: string;
  summary: string;
  /** Whether it needs a bearer token. The portal's own routes, which need a session, are declared in app/(portal)/data/. */
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
  /** Where its errors are others than follow from the rest (app/_openapi/errors.ts): true for one more, false for one that never comes. */
  errors?: Partial<Record<Exclude<ErrorStatus, 405>, boolean>>;
}

/** What the handler of an upsert gives where it has made the thing. */
export class Created<Value> {
  constructor(readonly value: Value) {}
}

/** What answers one method of the API, carrying what it was declared as. */
export type RouteHandler = MethodHandler & { operation: Operation };

type ContextOf<Auth> = Auth extends "token" ? Context : InstallationContext;

type Declaration<Auth extends "token" | "none", Params extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType> = Operation & {
  auth: Auth;
  params?: Params;
  query?: Query;
  response: { status: 200 | 201 | 202; schema: Answer } | { status: 204 };
  handler(input: RouteInput<ContextOf<Auth>, Params, Query>): Promise<z.output<Answer> | Created<z.output<Answer>>>;
} & (Auth extends "token" ? { scope: TokenScope } : { scope?: undefined });

/**
 * Makes a route of the API out of its declaration: authentication, rate limit and scope, then what every route does (create-route.ts).
 * The handler calls one verb and gives its plain value, which becomes the answer's JSON.
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
