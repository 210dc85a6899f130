import { z } from "zod";
import { ExactNumber } from "@/domain/json/exact-number";

/** Checks whether a JSON value is an object. An array is none, and neither is an ExactNumber. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** Returns a copy of a JSON value that is an object; null for any other value. */
export function toJsonObject(value: unknown): Record<string, unknown> | null {
  return isJsonObject(value) ? { ...value } : null;
}

/** Returns a schema of objects that refuses an ExactNumber as it refuses any number. To zod alone it is an object with a `text`. */
export function objectOnly<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value instanceof ExactNumber ? Number(value) : value), schema);
}
