import { entityExample } from "@/domain/entity-schema/entity-example";
import { entityJsonSchema } from "@/domain/entity-schema/entity-json-schema";
import type { EntitySchema } from "@/domain/entity-schema/entity-schema";
import type { InputFault } from "@/domain/errors";
import { type SchemaChecks, SchemaFault } from "@/server/event-type/schema-checks";

/** The most times that values are left out of an example. A check of a large one names one fault at a time. */
const MAX_ROUNDS = 20;

/** An example that is valid by the schema; or the faults, by the names of the attributes, for which there is none. */
export type ValidExample = { type: "made"; example: Record<string, unknown> } | { type: "impossible"; faults: readonly InputFault[] };

/**
 * Makes an example of a schema's entities that is valid by its JSON Schema. Where no valid value of an attribute is at hand, for
 * instance because it must match a pattern, the attribute is left out; it is impossible where the schema requires it.
 */
export function makeValidExample(input: { schemas: SchemaChecks; schema: EntitySchema; organizationId: string }): ValidExample {
  const { schemas, schema, organizationId } = input;
  const jsonSchema = entityJsonSchema({ schema, dereference: true });
  let example = entityExample({ schema, organizationId });
  let faults: readonly InputFault[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    try {
      faults = schemas.vet(jsonSchema, example);
    } catch (error) {
      if (error instanceof SchemaFault) return { type: "impossible", faults: [{ path: "", message: error.message }] };
      throw error;
    }
    if (faults.length === 0) return { type: "made", example };
    const isFaulty = (name: string) => faults.some(({ path }) => path === name || path.startsWith(`${name}.`));
    const kept = Object.entries(example).filter(([name]) => !isFaulty(name));
    if (kept.length === Object.keys(example).length) break;
    example = Object.fromEntries(kept);
  }
  return { type: "impossible", faults };
}
