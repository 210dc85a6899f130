import { STATUS_CODES } from "node:http";
import { hasStatusForm } from "@/app/_http/error-form";
import { getProcess } from "@/app/web-process";
import { type ErrorStatus, HTTP_STATUS, isPosternError, PosternError } from "@/domain/errors";
import { isDatabaseAway } from "@/server/database-away";
import { reportFault } from "@/server/report-fault";

/** The seconds after which a request may succeed: a database server restarts that fast. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Returns the answer to an error (contract.md, "Operations"): `{ message, code, request_id }` and, for 400, `errors`. At the paths
 * of entities and automations it has `status` and `error` too. Any error but a PosternError becomes a 500 with nothing but the
 * request's id, or a 503 where the database is away; its cause is logged. `url` is the address of a request to the API.
 */
export function toErrorResponse(input: { error: unknown; requestId: string; url?: string; operation?: string }): Response {
  const { error, requestId, url, operation } = input;
  if (isPosternError(error)) return answer({ error, requestId, url });
  const { means, writeWatch } = getProcess();
  reportFault({ logger: means.logger, error, requestId, ...(operation !== undefined && { operation }) });
  writeWatch.note(error);
  if (isDatabaseAway(error)) return answer({ error: databaseAway(), requestId, url });
  const message = `Something went wrong on our side. Try again; if it stays, tell your administrator the request id ${requestId}.`;
  const body = { message, code: "internal", request_id: requestId };
  return Response.json(inFormOf(url, HTTP_STATUS.internal, body), { status: HTTP_STATUS.internal });
}

function databaseAway(): PosternError {
  const message =
    "Postern's database is out of reach, overloaded or full for the moment, so this was not done, or it is not known whether it was. Try again shortly.";
  return new PosternError("unavailable", message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

function answer({ error, requestId, url }: { error: PosternError; requestId: string; url: string | undefined }): Response {
  const { message, code, faults, retryAfterSeconds } = error;
  const status = HTTP_STATUS[code];
  const body = { message, code, request_id: requestId, ...(code === "invalid_input" ? { errors: faults } : {}) };
  // A 401 must say how to authenticate (RFC 9110, section 11.6.1).
  const headers: Record<string, string> = code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {};
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  return Response.json(error.answer ?? inFormOf(url, status, body), { status, headers });
}

function inFormOf(
  url: string | undefined,
  status: ErrorStatus,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return url !== undefined && hasStatusForm(new URL(url).pathname) ? { status, error: STATUS_CODES[status], ...body } : body;
}
