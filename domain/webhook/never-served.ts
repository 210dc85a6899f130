import { z } from "zod";

/**
 * A field of the contract that Postern refuses for good when it is set (contract.md, "Shapes"): anything that would ask for an effect is
 * refused by name, never accepted and ignored. Absent, null and false ask for none.
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
      // The API's definition leaves such a field out.
      .meta({ "x-undocumented": true })
  );
}
