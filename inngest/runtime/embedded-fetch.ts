import { addEvent, type HostEvent, newHostEvent } from "@/inngest/runtime/add-event";
import type { Database } from "@/server/platform/db";

/**
 * Stands in for Inngest's event API (`POST /e/<key>`), so that `inngest.send` and `step.sendEvent` reach the embedded host. It serves
 * nothing else of Inngest's API.
 */
export function serveEvents(db: Database): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const method = init?.method ?? "GET";
    if (method !== "POST" || !pathname.startsWith("/e/") || typeof init?.body !== "string") {
      return Response.json({ status: 501, error: `The embedded host does not serve ${method} ${pathname}.` }, { status: 501 });
    }
    const sent = JSON.parse(init.body) as Partial<HostEvent>[];
    const events = sent.map((event) => newHostEvent({ ...event, name: event.name ?? "" }));
    for (const event of events) await addEvent({ db, event });
    return Response.json({ status: 200, ids: events.map((event) => event.id) });
  };
}
