import { z } from "zod";
import { ExactNumber } from "@/domain/json/exact-number";

/** Checks whether a JSON value is an object: no array, and no number that is carried as one. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** Gives a copy of a JSON value that is an object; null for every other. */
export function toJsonObject(value: unknown): Record<string, unknown> | null {
  return isJsonObject(value) ? { ...value } : null;
}

/** Has a schema of objects refuse an exact number as it refuses any other: to zod it is an object that has a `text`. */
export function objectOnly<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value instanceof ExactNumber ? Number(value) : value), schema);
}
