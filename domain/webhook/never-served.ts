import { z } from "zod";

/**
 * Returns the schema of a field of the contract that Postern will never support (contract.md, "Shapes"). A value that asks for an
 * effect is refused by name, never accepted and ignored. Absent, null and false ask for none.
 */
export function neverServed(what: string) {
  return (
    z
      .unknown()
      .refine((value) => value === undefined || value === null || value === false, {
        error: `${what} not supported: leave this field out.`,
        abort: true,
      })
      .optional()
      // The API's definition omits such a field.
      .meta({ "x-undocumented": true })
  );
}
