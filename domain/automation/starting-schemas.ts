import { z } from "zod";

const namingTrigger = z.object({
  configuration: z.object({ schema: z.string().optional().catch(undefined), entity_schema: z.string().optional().catch(undefined) }),
});

/**
 * Returns the schemas of the entities that a flow can be started for by hand: those that its triggers name, or else the flow itself. None
 * means any.
 */
export function startingSchemas({ triggers, entity_schema: own }: { triggers: readonly unknown[]; entity_schema?: unknown }): string[] {
  const named = triggers.flatMap((trigger) => {
    const parsed = namingTrigger.safeParse(trigger);
    return parsed.success ? (parsed.data.configuration.entity_schema ?? parsed.data.configuration.schema ?? []) : [];
  });
  if (named.length > 0) return [...new Set(named)];
  return typeof own === "string" && own !== "" ? [own] : [];
}

/** Checks whether a flow can be started by hand for entities of a schema. */
export function canStartFor(flow: Parameters<typeof startingSchemas>[0], schema: string): boolean {
  const schemas = startingSchemas(flow);
  return schemas.length === 0 || schemas.includes(schema);
}
