import "server-only";
import { unstable_rethrow } from "next/navigation";
import { requireSession, type Session } from "@/app/session";
import { getProcess } from "@/app/web-process";
import type { ActionResult } from "@/components/form/action-result";
import { isPosternError } from "@/domain/errors";
import { isDatabaseAway } from "@/server/database-away";
import { reportFault } from "@/server/report-fault";

/** Runs a server action of the portal: requires a session, and answers as `answerAction` does. */
export async function runAction<Data>(operation: string, act: (session: Session) => Promise<Data>): Promise<ActionResult<Data>> {
  return answerAction(operation, async () => act(await requireSession()));
}

/**
 * Answers an action with the result of `act`, or with its fault in words. An unknown error becomes "internal" with a request id;
 * its cause is only logged.
 */
export async function answerAction<Data>(operation: string, act: () => Promise<Data>): Promise<ActionResult<Data>> {
  const requestId: string = crypto.randomUUID();
  try {
    return { ok: true, data: await act() };
  } catch (error) {
    unstable_rethrow(error);
    if (isPosternError(error)) {
      const { code, message, faults } = error;
      return { ok: false, error: { code, message, faults: [...faults], requestId } };
    }
    const { means, writeWatch } = getProcess();
    reportFault({ logger: means.logger, error, requestId, operation });
    writeWatch.note(error);
    if (isDatabaseAway(error)) {
      const message = "Postern's database is out of reach, overloaded or full for the moment. Try again shortly.";
      return { ok: false, error: { code: "unavailable", message, faults: [], requestId } };
    }
    const message = `Something went wrong on our side. Nothing was saved. If it happens again, give this id to the operator: ${requestId}`;
    return { ok: false, error: { code: "internal", message, faults: [], requestId } };
  }
}
