import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePageSession, type Session } from "@/app/session";
import type { NamedExecution } from "@/domain/automation/named-execution";
import { isPosternError } from "@/domain/errors";
import { getNamedExecution } from "@/server/automation/get-named-execution";

/**
 * Returns the session and the execution of the address; the first line of an execution's pages. Shows the not-found page where there is
 * none. Read once a request.
 */
export const readExecution = cache(async (executionId: string): Promise<Session & { execution: NamedExecution }> => {
  const session = await requirePageSession();
  try {
    return { ...session, execution: await getNamedExecution({ ctx: session.ctx, input: { execution_id: executionId } }) };
  } catch (error) {
    if (isPosternError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
    throw error;
  }
});
