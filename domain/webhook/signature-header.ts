import { storableText } from "@/domain/storable-text";
import { headerNameFault } from "@/domain/webhook/header-rules";

/**
 * The name of a further header with the body's hex signature, such as `x-copilot-signature` (contract.md, "The event-object format").
 * Null or empty: none.
 */
export const signatureHeaderInput = storableText({ max: 128, error: "Give the name of a header, such as x-copilot-signature." })
  .superRefine((name, check) => {
    const fault = name === "" ? null : headerNameFault(name);
    if (fault) check.addIssue({ code: "custom", message: fault });
  })
  .nullish();
