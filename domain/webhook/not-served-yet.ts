import { z } from "zod";

/** Whether a value says nothing: absent, null or false. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === false;
}

/**
 * A field of the contract that this version does not serve: anything that would ask for an effect is refused by name,
 * never accepted and ignored. `schema` is the field as it will be; taking this wrapper away serves it. `asksForNothing` tells the
 * values that describe what happens anyway, so that an answer of ours can be sent back as it is.
 */
export function notServedYet<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  { asksForNothing = isNothing }: { asksForNothing?: (value: unknown) => boolean } = {},
) {
  return refusedUnless(asksForNothing, `${what} not served yet by this version: leave this field out.`).pipe(schema);
}

/** A field of the contract that Postern refuses for good when it is set (contract.md, "Shapes"). */
export function neverServed(what: string) {
  return refusedUnless(isNothing, `${what} not supported: leave this field out.`);
}

function refusedUnless(isHarmless: (value: unknown) => boolean, error: string) {
  return z
    .unknown()
    .refine((value) => value === undefined || value === null || isHarmless(value), { error, abort: true })
    .optional();
}
