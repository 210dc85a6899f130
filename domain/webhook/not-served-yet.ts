import { z } from "zod";

/** Whether a value says nothing: absent, null or false. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === false;
}

/**
 * A field of the contract that this version does not serve: anything that would ask for an effect is refused by name,
 * never accepted and ignored. `meansDefault` tells the values that describe what happens anyway, so that an answer of
 * ours can be sent back as it is.
 */
export function notServedYet(what: string, meansDefault: (value: unknown) => boolean = () => false) {
  return refusedUnless(meansDefault, `${what} not served yet by this version: leave this field out.`);
}

/** A field of the contract that Postern refuses for good when it is set (contract.md, "Shapes"). */
export function neverServed(what: string) {
  return refusedUnless(() => false, `${what} not supported: leave this field out.`);
}

function refusedUnless(isHarmless: (value: unknown) => boolean, message: string) {
  return z
    .unknown()
    .refine((value) => isNothing(value) || isHarmless(value), message)
    .optional();
}
