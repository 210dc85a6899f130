import { z } from "zod";

/** Text that a PostgreSQL column can hold: it refuses the character NUL. Lengths are in UTF-16 units. */
export function storableText(input: { min?: number; max: number; error?: string }) {
  const text = input.error ? z.string(input.error) : z.string();
  return text
    .min(input.min ?? 0, input.error)
    .max(input.max, `This is too long: at most ${input.max} characters.`)
    .refine((value) => !value.includes("\u0000"), "This must not contain the character NUL.");
}
