import { getProcess } from "@/app/web-process";
import { HTTP_STATUS, isPosternError, PosternError } from "@/domain/errors";
import { isDatabaseAway } from "@/server/database-away";
import { reportFault } from "@/server/report-fault";

/** The seconds after which a request may succeed: a database server restarts that fast. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Returns the answer to an error (contract.md, "Operations"): `{ message, code, request_id }` and, for 400, `errors`. Any error
 * but a PosternError becomes a 500 with nothing but the request's id, or a 503 where the database is away; its cause is logged.
 */
export function toErrorResponse(input: { error: unknown; requestId: string; operation?: string }): Response {
  const { error, requestId } = input;
  if (isPosternError(error)) return answer({ error, requestId });
  const { means, writeWatch } = getProcess();
  reportFault({ logger: means.logger, ...input });
  writeWatch.note(error);
  if (isDatabaseAway(error)) return answer({ error: databaseAway(), requestId });
  const message = `Something went wrong on our side. Try again; if it stays, tell your administrator the request id ${requestId}.`;
  return Response.json({ message, code: "internal", request_id: requestId }, { status: HTTP_STATUS.internal });
}

function databaseAway(): PosternError {
  const message =
    "Postern's database is out of reach, overloaded or full for the moment, so this was not done, or it is not known whether it was. Try again shortly.";
  return new PosternError("unavailable", message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

function answer({ error, requestId }: { error: PosternError; requestId: string }): Response {
  const { message, code, faults, retryAfterSeconds } = error;
  const body = { message, code, request_id: requestId, ...(code === "invalid_input" ? { errors: faults } : {}) };
  // A 401 must say how to authenticate (RFC 9110, section 11.6.1).
  const headers: Record<string, string> = code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {};
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  return Response.json(body, { status: HTTP_STATUS[code], headers });
}
