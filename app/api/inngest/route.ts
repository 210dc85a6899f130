import { serve } from "inngest/next";
import { getInngest } from "@/inngest/client";
import { createFunctions } from "@/inngest/functions/create-functions";
import { isInngestConfigured } from "@/inngest/jobs";

type Handlers = ReturnType<typeof serve>;
type Method = keyof Handlers;

let handlers: Handlers | undefined;

/** Serves the functions to Inngest; where none is configured, to nobody: no stranger runs a function. */
function handle(method: Method): Handlers[Method] {
  return async (request, context) => {
    if (!isInngestConfigured()) return Response.json({ message: "There is nothing at this address.", code: "not_found" }, { status: 404 });
    if (!handlers) {
      const client = getInngest();
      handlers = serve({ client, functions: createFunctions(client) });
    }
    return handlers[method](request, context);
  };
}

export const GET = handle("GET");
export const POST = handle("POST");
export const PUT = handle("PUT");
