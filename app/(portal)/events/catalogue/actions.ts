"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import type { InferredSchema } from "@/domain/event/event-type-definition";
import { parseInput } from "@/domain/parse-input";
import { publishEvents } from "@/server/event/publish-events";
import { createEventType } from "@/server/event-type/create-event-type";
import { deleteEventType } from "@/server/event-type/delete-event-type";
import { getEventTypeExample } from "@/server/event-type/get-event-type-example";
import { inferEventSchema } from "@/server/event-type/infer-event-schema";
import { updateEventType } from "@/server/event-type/update-event-type";

const CATALOGUE = "/events/catalogue";
const savedEventType = z.object({ name: z.string().nullable(), settings: z.unknown() });

/** Adds an event type, or with `name` replaces an existing one. Returns its name. */
export async function saveEventTypeAction(input: z.input<typeof savedEventType>): Promise<ActionResult<{ name: string }>> {
  return runAction("portal.saveEventType", async ({ ctx }) => {
    const { name: existing, settings } = parseInput(savedEventType, input);
    const { name } =
      existing === null
        ? await createEventType({ ctx, input: settings })
        : await updateEventType({ ctx, input: { name: existing, change: settings } });
    revalidatePath(CATALOGUE, "layout");
    return { name };
  });
}

export async function deleteEventTypeAction(name: string): Promise<ActionResult<null>> {
  return runAction("portal.deleteEventType", async ({ ctx }) => {
    await deleteEventType({ ctx, input: { name } });
    revalidatePath(CATALOGUE, "layout");
    return null;
  });
}

/** Infers a schema that the type's latest events satisfy. Saves nothing. */
export async function inferEventSchemaAction(name: string): Promise<ActionResult<InferredSchema>> {
  return runAction("portal.inferEventSchema", ({ ctx }) => inferEventSchema({ ctx, input: { name, from: {} } }));
}

/**
 * Publishes the type's example as an event to every webhook that listens. Returns the event's id, and the numbers of webhooks
 * that it was sent to and skipped for.
 */
export async function sendTestEventAction(name: string): Promise<ActionResult<{ eventId: string; sent: number; skipped: number }>> {
  return runAction("portal.sendTestEvent", async ({ ctx }) => {
    const example = await getEventTypeExample({ ctx, input: { name } });
    const { events } = await publishEvents({ ctx, input: [{ ...example, eventName: name }] });
    const deliveries = events[0]?.deliveries ?? [];
    const skipped = deliveries.filter(({ status }) => status === "skipped").length;
    return { eventId: events[0]?.event_id ?? "", sent: deliveries.length - skipped, skipped };
  });
}
