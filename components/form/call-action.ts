import type { ActionError, ActionResult } from "@/components/form/action-result";
import { requestReauthentication } from "@/components/form/reauthentication";

/** The error where no answer came, whatever was asked. It says nothing of what the server has done, because nothing is known of that. */
export const NO_ANSWER: ActionError = {
  code: "unavailable",
  message: "Postern did not answer. Check your connection, then try again.",
  faults: [],
  requestId: "",
};

/**
 * Calls a server action. Answers with NO_ANSWER where no answer comes, so that a caller has one kind of failure to deal with. Where the
 * action needs a password that was given just now, asks for it, then calls the action once more.
 */
export async function callAction<Data>(act: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
  try {
    const result = await act();
    const needsProof = !result.ok && result.error.code === "reauthentication_required";
    return needsProof && (await requestReauthentication()) ? await act() : result;
  } catch {
    return { ok: false, error: NO_ANSWER };
  }
}
