import { z } from "zod";
import { isOneOf, toText } from "@/domain/filter/compare-values";
import { someAt, someElement } from "@/domain/filter/event-path";
import { parsePath } from "@/domain/filter/path-syntax";
import { storableText } from "@/domain/storable-text";

const scalar = z.union([z.string(), z.number()]);

/** A condition that an entity must meet for a flow to start. `source` is a path into the entity. */
export const triggerCondition = z
  .looseObject({
    source: storableText({ min: 1, max: 1_000 }),
    comparison: z.enum(["equals", "any_of", "not_empty", "is_empty"]),
    value: z.union([scalar, z.array(scalar)]).optional(),
  })
  .refine(({ comparison, value }) => value !== undefined || comparison === "not_empty" || comparison === "is_empty", {
    error: "Give the value to compare with.",
    path: ["value"],
  });
export type TriggerCondition = z.output<typeof triggerCondition>;

/** Checks whether an entity meets a condition. Where the path leads to a list, one of its elements must. */
export function meetsTriggerCondition({ source, comparison, value }: TriggerCondition, entity: unknown): boolean {
  const path = parsePath(source);
  const isThere = someAt(entity, path, 0, (end) => someElement(end, (one) => one !== ""));
  switch (comparison) {
    case "not_empty":
      return isThere;
    case "is_empty":
      return !isThere;
    case "equals":
    case "any_of": {
      const wanted = new Set([value ?? []].flat().flatMap((one) => toText(one) ?? []));
      return someAt(entity, path, 0, (end) => someElement(end, (one) => isOneOf(wanted, one)));
    }
  }
}
