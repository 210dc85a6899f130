import { z } from "zod";
import { referenceFault } from "@/domain/environment/references";
import { storableText } from "@/domain/storable-text";
import { headerNameFault, headerValueFault } from "@/domain/webhook/header-rules";

const MAX_HEADERS = 50;
const MAX_NAME_LENGTH = 128;
const MAX_VALUE_LENGTH = 4_096;

/** A header's value as an admin writes it. It may refer to environment variables. */
export const headerValue = storableText({ max: MAX_VALUE_LENGTH }).superRefine((value, check) => {
  const fault = headerValueFault(value) ?? referenceFault(value);
  if (fault) check.addIssue({ code: "custom", message: fault });
});

/** The headers that each delivery has in addition to Postern's own (contract.md, "Shapes": PayloadConfiguration). */
export const customHeadersInput = z.record(z.string(), headerValue).superRefine((headers, check) => {
  const names = Object.keys(headers);
  if (names.length > MAX_HEADERS) check.addIssue({ code: "custom", message: `Give at most ${MAX_HEADERS} headers.` });
  const seen = new Set<string>();
  for (const name of names) {
    const fault = nameFault(name, seen);
    if (fault) check.addIssue({ code: "custom", path: [name], message: fault });
    seen.add(name.toLowerCase());
  }
});

function nameFault(name: string, seen: ReadonlySet<string>): string | null {
  if (name.length > MAX_NAME_LENGTH) return `A header's name has at most ${MAX_NAME_LENGTH} characters.`;
  if (seen.has(name.toLowerCase())) return "This header is given twice: names do not differ by upper and lower case.";
  return headerNameFault(name);
}
