import { z } from "zod";

const HALF_CHARACTER = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Returns a schema for text that PostgreSQL can hold. It refuses the character NUL and half of a surrogate pair. Lengths are in
 * UTF-16 units.
 */
export function storableText(input: { min?: number; max: number; error?: string }) {
  const text = input.error ? z.string(input.error) : z.string();
  return text
    .min(input.min ?? 0, input.error)
    .max(input.max, `This is too long: at most ${input.max} characters.`)
    .refine((value) => !value.includes("\u0000"), "This must not contain the character NUL.")
    .refine((value) => !HALF_CHARACTER.test(value), "This must not contain half of a surrogate pair: send whole characters.");
}
