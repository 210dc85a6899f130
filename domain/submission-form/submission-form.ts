import { z } from "zod";

/** The schema whose entities a public form creates. */
export const FORM_SCHEMA = "submission";
/** The most bytes of a submission. */
export const MAX_SUBMISSION_BYTES = 64 * 2 ** 10;
const MAX_ORIGINS = 50;

const ORIGIN_HINT = "Give scheme and host, such as https://www.example.com: without path.";

const origin = z
  .string(ORIGIN_HINT)
  .max(255, ORIGIN_HINT)
  .transform((text, check): string => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
    if (url && isWeb && url.href === `${url.origin}/`) return url.origin;
    check.addIssue({ code: "custom", message: ORIGIN_HINT });
    return z.NEVER;
  });

/** The origins whose pages may send to a public form, as browsers name them (RFC 6454, section 6.1). */
export const formOrigins = z
  .array(origin, "Give a list of origins.")
  .max(MAX_ORIGINS, `Give at most ${MAX_ORIGINS} origins.`)
  .transform((origins) => [...new Set(origins)].sort());

/** The change of an organization's public form. An absent field stays as it is. */
export const submissionFormChange = z.strictObject({
  enabled: z.boolean("Give true or false.").optional(),
  origins: formOrigins.optional(),
});

/** The public form of an organization. */
export interface SubmissionFormAnswer {
  enabled: boolean;
  /** Its address; null as long as nobody has switched it on. */
  url: string | null;
  origins: readonly string[];
}
