import { _, type Ajv2020, str } from "ajv/dist/2020.js";
import { isMultipleOf } from "@/domain/json/is-multiple-of";

/** Returns the digits that a number was published with when a double would change them. `place` is the object or array that holds it. */
export type DigitsAt = (place: object, key: string | number) => string | undefined;

/**
 * Makes a validator check `multipleOf` in decimal, by the published digits. Ajv divides doubles, by which 19.99 is no multiple of
 * 0.01; with its option multipleOfPrecision, a number that is only nearly a multiple passes.
 */
export function addDecimalMultipleOf(ajv: Ajv2020, digitsAt: DigitsAt): void {
  ajv.removeKeyword("multipleOf");
  ajv.addKeyword({
    keyword: "multipleOf",
    type: "number",
    schemaType: "number",
    error: {
      message: ({ schemaCode }) => str`must be multiple of ${schemaCode}`,
      params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
    },
    compile: (divisor: number) => {
      const by = String(divisor);
      return (value: number, place) => {
        const digits = place?.parentData ? digitsAt(place.parentData, place.parentDataProperty) : undefined;
        return isMultipleOf(digits ?? String(value), by);
      };
    },
  });
}
