import { headers } from "next/headers";
import { CodeBlock } from "@/components/ui/code-block";
import { findEventType } from "@/components/webhook/event-type";
import { quoteForShell } from "@/domain/webhook/quote-for-shell";
import type { Context } from "@/server/context";
import { listEventTypes } from "@/server/event-type/list-event-types";

/** Shows how to publish an event of this type: a command that only needs a token. */
export async function PublishExample({ ctx, eventName }: { ctx: Context; eventName: string }) {
  const type = findEventType(await listEventTypes({ ctx }), eventName);
  const example = typeof type?.example === "object" && type.example !== null ? type.example : { entity: {} };
  const requestHeaders = await headers();
  const protocol = requestHeaders.get("x-forwarded-proto") ?? "http";
  const command = [
    `curl ${quoteForShell(`${protocol}://${requestHeaders.get("host")}/v1/webhooks/events`)} \\`,
    `  -H "Authorization: Bearer $POSTERN_API_TOKEN" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d ${quoteForShell(JSON.stringify({ eventName, ...example }))}`,
  ].join("\n");
  return (
    <div className="w-full max-w-2xl text-left">
      <p className="mb-1.5 text-ink-muted text-xs">Publish one with your API token:</p>
      <CodeBlock text={command} label="publish command" />
    </div>
  );
}
