import { randomUUID } from "node:crypto";
import { toErrorResponse } from "@/app/_http/error-response";
import { readBodyText } from "@/app/_http/read-body";
import { readSubmission } from "@/app/form/[key]/read-submission";
import { getProcess } from "@/app/web-process";
import { PosternError } from "@/domain/errors";
import { HOPS_HEADER, readHops } from "@/domain/event/hops";
import { MAX_SUBMISSION_BYTES } from "@/domain/submission-form/submission-form";
import { findOpenForm, type OpenForm } from "@/server/submission-form/find-open-form";
import { limitForm } from "@/server/submission-form/limit-form";
import { receiveSubmission } from "@/server/submission-form/receive-submission";

export const dynamic = "force-dynamic";

const ALLOW = "POST, OPTIONS";
/** For how long a browser need not ask again whether its page may send. */
const PREFLIGHT_SECONDS = 600;

type Segment = { params: Promise<{ key: string }> };
type Handler = (input: { request: Request; form: OpenForm; requestId: string }) => Promise<Response>;

/**
 * Returns the handler of a method at the address of a public form. A form that is not known, or switched off, answers 404. A browser's
 * page may send if the form names its origin, and reads the answer then (Fetch, section 3.2); who is no page sends no Origin.
 * Cookies are neither read nor set.
 */
function answerAt(handle: Handler): (request: Request, segment: Segment) => Promise<Response> {
  return async (request, { params }) => {
    const requestId = randomUUID();
    const headers = new Headers({ "x-request-id": requestId, "cache-control": "no-store", vary: "Origin" });
    const answer = async () => {
      const form = await findOpenForm({ db: getProcess().means.db, key: (await params).key });
      if (!form) throw new PosternError("not_found", "There is no form here. It may have been switched off, or got another address.");
      const origin = request.headers.get("origin");
      if (origin !== null && !form.origins.includes(origin)) throw foreign(origin);
      if (origin !== null) headers.set("access-control-allow-origin", origin);
      return handle({ request, form, requestId });
    };
    const response = await answer().catch((error: unknown) => toErrorResponse({ error, requestId, operation: "receiveSubmission" }));
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  };
}

function foreign(origin: string): PosternError {
  return new PosternError("forbidden", `This form takes nothing from the pages of ${origin.slice(0, 255)}: its settings do not name them.`);
}

const refuse = answerAt(async ({ request }) => {
  throw new PosternError("method_not_allowed", `${request.method} is not possible here: send a submission with POST.`);
});

/** Refuses a method, and says which ones there are (RFC 9110, section 15.5.6). */
async function refuseMethod(request: Request, segment: Segment): Promise<Response> {
  const response = await refuse(request, segment);
  if (response.status === 405) response.headers.set("allow", ALLOW);
  return response;
}

export const POST = answerAt(async ({ request, form, requestId }) => {
  const { means, formLimiter } = getProcess();
  limitForm({ limiter: formLimiter, key: form.key });
  const text = await readBodyText({ request, maxBytes: MAX_SUBMISSION_BYTES });
  const body = readSubmission({ text, contentType: request.headers.get("content-type") });
  const hops = readHops(request.headers.get(HOPS_HEADER));
  const { id } = await receiveSubmission({ means: { ...means, requestId, hops }, form, body });
  return Response.json({ id }, { status: 201 });
});

/** Answers a browser that asks whether its page may send (Fetch, section 3.2.2). */
export const OPTIONS = answerAt(async ({ request }) => {
  const isAsked = request.headers.get("origin") !== null && request.headers.get("access-control-request-method") !== null;
  const allowed = {
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "content-type",
    "access-control-max-age": String(PREFLIGHT_SECONDS),
  };
  return new Response(null, { status: 204, headers: { allow: ALLOW, ...(isAsked && allowed) } });
});

export { refuseMethod as DELETE, refuseMethod as GET, refuseMethod as HEAD, refuseMethod as PATCH, refuseMethod as PUT };
