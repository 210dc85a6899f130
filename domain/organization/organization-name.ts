import { z } from "zod";
import { storableText } from "@/domain/storable-text";

const MAX_NAME_LENGTH = 80;

/** The most organizations that one user may belong to. */
export const MAX_ORGANIZATIONS = 50;

export const organizationInput = z.strictObject({
  name: storableText({ max: MAX_NAME_LENGTH, error: `Give the organization a name of at most ${MAX_NAME_LENGTH} characters.` })
    .transform((name) => name.trim())
    .refine((name) => name !== "", "Give the organization a name."),
});
