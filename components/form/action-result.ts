import type { ErrorCode, InputFault } from "@/domain/errors";

/** What a server action answers: forms read it, nothing expected is thrown. */
export type ActionResult<Data> = { ok: true; data: Data } | { ok: false; error: ActionError };

export interface ActionError {
  code: ErrorCode;
  /** Fit for the reader: what is wrong and what to do. */
  message: string;
  faults: readonly InputFault[];
  requestId: string;
}
