import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePageSession, type Session } from "@/app/session";
import type { AutomationFlow } from "@/domain/automation/flow";
import { isPosternError } from "@/domain/errors";
import { getFlow } from "@/server/automation-flow/get-flow";

/**
 * Returns the session and the automation of the address; the first line of an automation's pages. Shows the not-found page where there is
 * none. Read once a request.
 */
export const readAutomation = cache(async (id: string): Promise<Session & { flow: AutomationFlow }> => {
  const session = await requirePageSession();
  try {
    return { ...session, flow: await getFlow({ ctx: session.ctx, input: { flow_id: id } }) };
  } catch (error) {
    if (isPosternError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
    throw error;
  }
});
