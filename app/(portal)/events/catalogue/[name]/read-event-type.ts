import "server-only";
import { notFound } from "next/navigation";
import { requirePageSession } from "@/app/session";
import { isPosternError } from "@/domain/errors";
import type { EventTypeAnswer } from "@/domain/event/event-type-definition";
import type { Context } from "@/server/context";
import { getEventType } from "@/server/event-type/get-event-type";

/** Returns the event type of the address, with the context. Shows the not-found page where there is no such type. */
export async function readEventType(params: Promise<{ name: string }>): Promise<{ ctx: Context; type: EventTypeAnswer }> {
  const { ctx } = await requirePageSession();
  const { name } = await params;
  try {
    return { ctx, type: await getEventType({ ctx, input: { name: decodeURIComponent(name) } }) };
  } catch (error) {
    if (isPosternError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
