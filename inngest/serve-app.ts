import { serve } from "inngest/edge";
import { getAppState } from "@/inngest/app-state";
import { getInngest } from "@/inngest/client";
import { createFunctions } from "@/inngest/functions/create-functions";
import { getEnv } from "@/server/platform/env";

/** Where the functions are served (app/api/inngest). */
const SERVE_PATH = "/api/inngest";

type Handler = ReturnType<typeof serve>;

/**
 * The SDK's handler of the functions. Without `isTrusted`, Inngest itself alone may ask a keyed app to make itself known: what a
 * stranger's request says of the app's address is not worth passing on.
 */
function createHandler({ isTrusted }: { isTrusted: boolean }): Handler {
  const client = getInngest();
  const { inngestServeOrigin, publicUrl } = getEnv();
  return serve({
    client,
    functions: createFunctions(client),
    serveOrigin: inngestServeOrigin ?? publicUrl,
    servePath: SERVE_PATH,
    enableUnauthedSync: isTrusted,
  });
}

let handler: Handler | undefined;

/** Answers Inngest's requests to run functions: with 503 once the process is stopping, so that Inngest tries another, or later. */
export async function answerInngest(request: Request): Promise<Response> {
  const state = getAppState();
  if (state.isStopping) {
    return Response.json({ message: "This process is stopping." }, { status: 503, headers: { "retry-after": "1" } });
  }
  if (request.method === "POST") state.lastCallAtMs = Date.now();
  handler ??= createHandler({ isTrusted: false });
  return handler(request);
}

/** Tells Inngest which functions there are and where to call them. Throws with Inngest's answer when it takes no note. */
export async function registerApp(): Promise<void> {
  const { publicUrl } = getEnv();
  const url = new URL(SERVE_PATH, publicUrl);
  const request = new Request(url, { method: "PUT", headers: { host: url.host, "content-type": "application/json" }, body: "{}" });
  const answer = await createHandler({ isTrusted: true })(request);
  if (answer.ok) return;
  const { message } = (await answer.json().catch(() => ({}))) as { message?: string };
  throw new Error(`Inngest answered ${answer.status}: ${message ?? "no reason given"}`);
}
