import { z } from "zod";
import { findPatternFaults } from "@/domain/automation/event-pattern";
import { storableText } from "@/domain/storable-text";

const name = storableText({ min: 1, max: 255 });
const id = z.guid("Give a UUID.");

/**
 * The operations on entities that a trigger may name. Those of the definition that never happen here are taken, and never start
 * anything.
 */
const TRIGGER_OPERATIONS = [
  "createEntity",
  "updateEntity",
  "deleteEntity",
  "softDeleteEntity",
  "restoreEntity",
  "relationsAdded",
  "relationsRemoved",
  "relationsSoftDeleted",
  "relationsRestored",
  "relationsDeleted",
] as const;
const operations = z.array(z.enum(TRIGGER_OPERATIONS)).min(1);

/** An EventBridge pattern (domain/automation/event-pattern.ts). */
const pattern = z.unknown().superRefine((given, check) => {
  for (const { path, message } of findPatternFaults(given, "")) {
    check.addIssue({ code: "custom", path: path.split(".").filter((part) => part !== ""), message });
  }
});

const entityOperation = z.looseObject({
  id: id.optional(),
  type: z.literal("entity_operation"),
  configuration: z.looseObject({
    schema: name.optional(),
    operations: operations.optional(),
    include_activities: z.array(name).nullish(),
    exclude_activities: z.array(name).nullish(),
    filter_config: z
      .looseObject({
        operation: z.looseObject({ operation: operations.optional(), payload: pattern.optional(), diff: pattern.optional() }).optional(),
        activity: z.looseObject({ type: pattern.optional() }).optional(),
      })
      .nullish(),
  }),
});
export type EntityOperationTrigger = z.output<typeof entityOperation>;

const entityManual = z.looseObject({
  id: id.optional(),
  type: z.literal("entity_manual"),
  configuration: z.looseObject({ schema: name.optional() }),
});

const activity = z.looseObject({
  id: id.optional(),
  type: z.literal("activity"),
  configuration: z.looseObject({ schema: name.optional(), types: z.array(name).optional() }),
});
export type ActivityTrigger = z.output<typeof activity>;

const eventCatalog = z.looseObject({
  id: id.optional(),
  type: z.literal("event_catalog"),
  configuration: z.looseObject({
    event_name: name,
    event_version: name,
    entity_node_id: name,
    entity_schema: name,
    ignore_automation_triggered: z.boolean().default(true),
  }),
});
export type EventCatalogTrigger = z.output<typeof eventCatalog>;

const KINDS = [entityOperation, entityManual, activity, eventCatalog] as const;
const TYPES = KINDS.map(({ shape }) => shape.type.value);

/** A thing that starts a flow. */
export const flowTrigger = z.discriminatedUnion("type", KINDS, {
  error: ({ input }) => `There is no trigger of the type ${JSON.stringify(typeOf(input))} here: give ${TYPES.join(", ")}.`,
});
export type FlowTrigger = z.output<typeof flowTrigger>;

function typeOf(input: unknown): unknown {
  return typeof input === "object" && input !== null && "type" in input ? input.type : null;
}
