import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePageSession, type Session } from "@/app/session";
import { isPosternError } from "@/domain/errors";
import type { Inbox } from "@/domain/inbox/inbox";
import { getInbox } from "@/server/inbox/get-inbox";

/** Returns the session and the inbox of the address. Shows the not-found page where there is none. Read once a request. */
export const readInbox = cache(async (inboxId: string): Promise<Session & { inbox: Inbox }> => {
  const session = await requirePageSession();
  try {
    return { ...session, inbox: await getInbox({ ctx: session.ctx, input: { inboxId } }) };
  } catch (error) {
    if (isPosternError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
    throw error;
  }
});
