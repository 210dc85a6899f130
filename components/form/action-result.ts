import type { ErrorCode, InputFault } from "@/domain/errors";

/** The answer of a server action. Forms read it; nothing expected is thrown. */
export type ActionResult<Data> = { ok: true; data: Data } | { ok: false; error: ActionError };

export interface ActionError {
  code: ErrorCode;
  /** Words for the reader: what is wrong and what to do. */
  message: string;
  faults: readonly InputFault[];
  requestId: string;
}
