import type { ActionError, ActionResult } from "@/components/form/action-result";

/** What is said where no answer came, whatever was asked. Nothing is known of what the server has done, so nothing is said of it. */
export const NO_ANSWER: ActionError = {
  code: "unavailable",
  message: "Postern did not answer. Check your connection, then try again.",
  faults: [],
  requestId: "",
};

/** Calls a server action. Where no answer comes it gives NO_ANSWER, so that a caller has one kind of failure to deal with. */
export async function callAction<Data>(act: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
  try {
    return await act();
  } catch {
    return { ok: false, error: NO_ANSWER };
  }
}
