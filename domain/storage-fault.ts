import { z } from "zod";
import { readDecimal } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";
import { jsonFault, MAX_DEPTH, TOO_DEEP } from "@/domain/json-fault";

/** The most digits before and after the point of a number. PostgreSQL computes with no more than some ten thousands. */
const MAX_NUMBER_SIZE = 10_000;
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** A place in a JSON value, and what is wrong there, in words. */
export interface StorageFault {
  path: string[];
  message: string;
}

/**
 * Returns the first place of a JSON value that PostgreSQL cannot hold or search, or that cannot be written as JSON again; null where
 * there is none. A key that is at fault has the path of its object. Looks no deeper than documents may be nested.
 */
export function findStorageFault(value: unknown, levels = MAX_DEPTH): StorageFault | null {
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return faultHere(scalarFault(value));
  if (levels === 0) return faultHere(TOO_DEEP);
  for (const [key, part] of Object.entries(value)) {
    const ofKey = faultHere(scalarFault(key));
    if (ofKey) return ofKey;
    const fault = findStorageFault(part, levels - 1);
    if (fault) return { ...fault, path: [key, ...fault.path] };
  }
  return null;
}

/** Returns a schema that refuses what cannot be stored, with its place, before the given schema walks through the value. */
export function storableJson<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, check) => {
    const fault = findStorageFault(value);
    if (fault) check.addIssue({ code: "custom", ...fault });
    return value;
  }, schema);
}

function faultHere(message: string | null): StorageFault | null {
  return message === null ? null : { path: [], message };
}

function scalarFault(value: unknown): string | null {
  if (typeof value === "string") return UNSTORABLE.test(value) ? "A text must not contain NUL or half of a surrogate pair." : null;
  if (!(value instanceof ExactNumber)) return jsonFault(value);
  const { digits, exponent } = readDecimal(value.text) ?? { digits: "", exponent: 0 };
  return digits.length + Math.abs(exponent) > MAX_NUMBER_SIZE ? "A number in it is too large or too small: give it as a text." : null;
}
