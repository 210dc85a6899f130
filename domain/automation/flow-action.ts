import { z } from "zod";
import { mappingAttribute } from "@/domain/automation/mapping-attribute";
import { storableText } from "@/domain/storable-text";

const name = storableText({ min: 1, max: 255 });

/** Refuses a part of an action's configuration that does nothing here, so that nobody relies on it. */
const unserved = (what: string) =>
  z
    .unknown()
    .refine((value) => isNothing(value), `There is no ${what} here: leave this out.`)
    .optional();

const common = {
  id: name.optional(),
  flow_action_id: name.optional(),
  name: storableText({ max: 500 }).optional(),
  allow_failure: z.boolean().optional(),
  condition_id: name.nullish(),
  schedule_id: name.nullish(),
  loop_id: unserved("loop"),
};

const triggerWebhook = z.looseObject({
  ...common,
  type: z.literal("trigger-webhook"),
  config: z.looseObject({
    target_webhook_id: name,
    /** True when the execution waits for the answer. */
    sync: z.boolean().default(false),
    entity_sources: z.array(name).optional(),
    /** The delivery that an execution made. A flow has none. */
    event_id: z.string().optional(),
  }),
});

const mapEntity = z.looseObject({
  ...common,
  type: z.literal("map-entity"),
  config: z.looseObject({
    target_schema: name,
    target_unique: z.array(name).optional(),
    mapping_attributes: z.array(mappingAttribute).max(500).default([]),
    mapping_config: unserved("mapping configuration"),
    relation_attributes: unserved("mapping of relations"),
    graph_context: unserved("graph"),
  }),
});

const triggerEvent = z.looseObject({
  ...common,
  type: z.literal("trigger-event"),
  config: z.looseObject({ event_name: name, event_inputs: z.record(z.string(), z.unknown()).optional() }),
});

const KINDS = [triggerWebhook, mapEntity, triggerEvent] as const;
type KnownAction = z.output<(typeof KINDS)[number]>;
const TYPES = KINDS.map(({ shape }) => shape.type.value);

/** A thing that a flow does. */
export const flowAction = z
  .discriminatedUnion("type", KINDS, {
    error: ({ input }) => `There is no action of the type ${JSON.stringify(typeOf(input))} here: give ${TYPES.join(", ")}.`,
  })
  .transform(withoutState);
export type FlowAction = z.output<typeof flowAction>;
export type TriggerWebhookAction = Extract<FlowAction, { type: "trigger-webhook" }>;
export type MapEntityAction = Extract<FlowAction, { type: "map-entity" }>;
export type TriggerEventAction = Extract<FlowAction, { type: "trigger-event" }>;

/** The fields that only an execution's copy of an action has. A flow's action that was copied from there loses them. */
const STATE_FIELDS: ReadonlySet<string> = new Set([
  ...["execution_status", "started_at", "updated_at", "outputs", "error_output", "retry_strategy", "iterations", "reason"],
]);

/** Returns an action as a flow has it, without what an execution of the flow would add. */
export function withoutState(action: KnownAction): KnownAction {
  const own = Object.fromEntries(Object.entries(action).filter(([key]) => !STATE_FIELDS.has(key))) as KnownAction;
  if (own.type !== "trigger-webhook") return own;
  // The delivery of another run, whose `webhook-id` this one would take over.
  const { event_id: _delivery, ...config } = own.config;
  return { ...own, config };
}

function typeOf(input: unknown): unknown {
  return typeof input === "object" && input !== null && "type" in input ? input.type : null;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
