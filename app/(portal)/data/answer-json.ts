import { randomUUID } from "node:crypto";
import { requireSession, type Session } from "@/app/session";
import { toErrorResponse } from "@/app/v1/_http/error-response";
import { writeJson } from "@/domain/json/write-json";

/** What every portal data route does: asks for the session, and gives what `read` gives as JSON, or the fault with its status. */
export async function answerJson(operation: string, read: (session: Session) => Promise<unknown>): Promise<Response> {
  let requestId: string = randomUUID();
  let response: Response;
  try {
    const session = await requireSession();
    requestId = session.ctx.requestId;
    response = new Response(writeJson(await read(session)), { headers: { "content-type": "application/json" } });
  } catch (error) {
    response = toErrorResponse({ error, requestId, operation });
  }
  response.headers.set("cache-control", "no-store");
  response.headers.set("x-request-id", requestId);
  return response;
}
