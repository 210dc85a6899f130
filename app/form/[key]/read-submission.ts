import { parseJsonBody } from "@/app/_http/read-body";
import { PosternError } from "@/domain/errors";
import { isDeeperThan } from "@/domain/json/is-deeper-than";
import { readFormFields } from "@/domain/submission-form/read-form-fields";

/** The levels of JSON in a submission. No form has as many. */
const MAX_LEVELS = 20;

/**
 * Reads the body of a submission by its Content-Type: JSON, its numbers digit for digit, or the fields of an HTML form. Throws PosternError
 * `invalid_input` for another type, for what cannot be read as it, and for what is nested deeper than any form.
 */
export function readSubmission({ text, contentType }: { text: string; contentType: string | null }): unknown {
  const [type = ""] = (contentType ?? "").toLowerCase().split(";");
  switch (type.trim()) {
    case "application/json":
      if (isDeeperThan(text, MAX_LEVELS)) throw refused(`This is nested deeper than ${MAX_LEVELS} levels: flatten it.`);
      return parseJsonBody(text, { keepsDigits: true }) ?? {};
    case "application/x-www-form-urlencoded":
      return readFormFields(text);
    default:
      throw refused("Send JSON with `Content-Type: application/json`, or the fields of a form with `application/x-www-form-urlencoded`.");
  }
}

function refused(message: string): PosternError {
  return new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}
