import { z } from "zod";
import { isJsonObject } from "@/domain/json/json-object";
import { jsonFault } from "@/domain/json-fault";

/** Half of a surrogate pair as JSON.stringify writes it. Behind a backslash that stands for itself it is plain text. */
const HALF_CHARACTER = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** Returns the schema of a JSON object of at most this many bytes, which PostgreSQL can hold. */
export function boundedObject(maxBytes: number) {
  return z
    .custom<Record<string, unknown>>(isJsonObject, "Give a JSON object.")
    .refine((value) => jsonFault(value) === null, { error: "This is nested too deeply, or a number in it is too large.", abort: true })
    .refine((value) => !JSON.stringify(value).includes("\\u0000"), "This must not contain the character NUL.")
    .refine(
      (value) => !HALF_CHARACTER.test(JSON.stringify(value)),
      "This must not contain half of a surrogate pair: send whole characters.",
    )
    .refine(
      (value) => new TextEncoder().encode(JSON.stringify(value)).length <= maxBytes,
      `This is too long: at most ${maxBytes / 1_024} KiB.`,
    );
}
