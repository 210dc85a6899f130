import { _, type Ajv2020, str } from "ajv/dist/2020.js";
import { isMultipleOf } from "@/domain/json/is-multiple-of";

/** Gives the digits that a number was published with, where a double changes them; `place` is the object or array that it stands in. */
export type DigitsAt = (place: object, key: string | number) => string | undefined;

/**
 * Has a validator count `multipleOf` in decimal, by the digits that were published. Ajv divides doubles, so that 19.99 is no multiple of
 * 0.01; its option multipleOfPrecision takes what is nearly a multiple for one.
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
