import { serve } from "inngest/edge";
import { createClient } from "@/inngest/client";
import { createFunctions } from "@/inngest/functions/create-functions";
import type { Process } from "@/server/process";

/** The functions of a process that serves them to Inngest. */
export interface InngestApp {
  /** The kind of Inngest: `cloud` signs what it sends; anybody can pose as a `dev` server. */
  mode: "cloud" | "dev";
  /**
   * Answers Inngest's requests to run functions. Answers 503 once the process is stopping, so that Inngest tries another process, or later.
   * A stranger, who has no signature, is refused before anything of the request's body is read.
   */
  answer(request: Request): Promise<Response>;
  /** Tells Inngest which functions there are and where to call them. Throws with Inngest's answer when it takes no note. */
  register(): Promise<void>;
  /** Returns when Inngest last called a function here: Unix time in milliseconds, 0 before the first call. */
  lastCallAtMs(): number;
}

/** The path at which the functions are served (app/api/inngest). */
const SERVE_PATH = "/api/inngest";

/** The header in which Inngest signs what it sends (Inngest SDK specification, 4.1.3). */
const SIGNATURE = "x-inngest-signature";
/** The largest body that is read. It is enough, because our events carry no payload and the results of our steps are counts. */
const MAX_BODY_BYTES = 4 * 2 ** 20;

export function createInngestApp(own: Process): InngestApp {
  const { publicUrl, inngestServeOrigin } = own.env;
  const client = createClient({ env: own.env, ...own.means });
  const functions = createFunctions({ inngest: client, own });
  let calledAtMs = 0;

  /**
   * Makes the SDK's handler of the functions. Without `isTrusted`, only Inngest itself may ask a keyed app to make itself known, because
   * what a stranger's request says of the app's address must not be passed on.
   */
  const createHandler = ({ isTrusted }: { isTrusted: boolean }) =>
    serve({ client, functions, serveOrigin: inngestServeOrigin ?? publicUrl, servePath: SERVE_PATH, enableUnauthedSync: isTrusted });
  const handle = createHandler({ isTrusted: false });

  return {
    mode: client.mode,
    lastCallAtMs: () => calledAtMs,
    async answer(request) {
      if (own.stopping.aborted) return refuse(503, "This process is stopping.", { "retry-after": "1" });
      if (client.mode === "cloud" && !request.headers.has(SIGNATURE)) return refuse(401, "Only Inngest may call this, with its signature.");
      const body = await readBody(request);
      if (body === null) return refuse(413, "The body is larger than anything that Inngest sends to Postern.");
      if (request.method === "POST") calledAtMs = Date.now();
      const { url, method, headers } = request;
      return handle(new Request(url, { method, headers, ...(method === "GET" ? {} : { body }) }));
    },
    async register() {
      const url = new URL(SERVE_PATH, publicUrl);
      const request = new Request(url, { method: "PUT", headers: { host: url.host, "content-type": "application/json" }, body: "{}" });
      const answer = await createHandler({ isTrusted: true })(request);
      if (answer.ok) return;
      const { message } = (await answer.json().catch(() => ({}))) as { message?: string };
      throw new Error(`Inngest answered ${answer.status}: ${message ?? "no reason given"}`);
    },
  };
}

function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message }, { status, headers });
}

/** Reads the body; null as soon as it is known to be too large. */
async function readBody(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
