import "server-only";
import type { z } from "zod";
import { type BodyDeclaration, createRoute, type MethodHandler, type Open, type RouteInput } from "@/app/_http/create-route";
import { requireSession } from "@/app/session";
import { PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";

/**
 * Makes a route of the portal's own data out of its declaration, as the API's are made (create-route.ts). Who asks, and for which
 * organization, the session says: `auth` is the call for it. The handler calls verbs and gives what becomes the answer's JSON.
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

/** No other site's page can send this type without being asked first. */
function assertSameOrigin(headers: Pick<Headers, "get">): void {
  if (headers.get("content-type")?.startsWith("application/json")) return;
  const message = "Send JSON, with `Content-Type: application/json`.";
  throw new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}
