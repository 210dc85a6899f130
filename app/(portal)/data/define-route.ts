import "server-only";
import type { z } from "zod";
import { type BodyDeclaration, createRoute, type MethodHandler, type Open, type RouteInput } from "@/app/_http/create-route";
import { requireSession } from "@/app/session";
import { PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";

/**
 * Returns a route of the portal's own data from its declaration, as those of the API are made (create-route.ts). `auth` says that
 * the session decides who asks and for which organization. The handler calls verbs, and its result becomes the answer's JSON.
 */
export function defineRoute<Params extends z.ZodType, Query extends z.ZodType>(declaration: {
  operationId: `portal.${string}`;
  auth: "session";
  params?: Params;
  query?: Query;
  body?: BodyDeclaration;
  handler(input: RouteInput<Context, Params, Query>): Promise<unknown>;
}): MethodHandler {
  const { handler, ...route } = declaration;
  return createRoute({ ...route, open: openForSession, run: async (input) => ({ value: await handler(input), status: 200 }) });
}

const openForSession: Open<Context> = async ({ request, requestId }) => {
  const { ctx } = await requireSession();
  if (request.method !== "GET") assertSameOrigin(request.headers);
  return { ...ctx, requestId };
};

/** Throws PosternError `invalid_input` unless the content type is JSON, which another site's page cannot send without a CORS preflight. */
function assertSameOrigin(headers: Pick<Headers, "get">): void {
  if (headers.get("content-type")?.startsWith("application/json")) return;
  const message = "Send JSON, with `Content-Type: application/json`.";
  throw new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}
