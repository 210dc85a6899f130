import type { AutomationFlow, FlowDefinition } from "@/domain/automation/flow";

/**
 * An automation as the form holds it: all that its owner decides, as it is stored. Controls change what they know and leave the rest, so
 * nothing that came by the API is lost.
 */
export type FlowDocument = FlowDefinition & { enabled: boolean };

export const EMPTY_FLOW: FlowDocument = {
  flow_name: "",
  enabled: true,
  triggers: [],
  trigger_conditions: [],
  conditions: [],
  schedules: [],
  actions: [],
};

/** Returns what its owner decides of an automation that the API shows. */
export function toDocument(flow: AutomationFlow): FlowDocument {
  const { id: _id, org_id: _org, runs: _runs, disable_details: _details, created_at: _created, updated_at: _updated, ...rest } = flow;
  const { created_by: _createdBy, last_updated_by: _updatedBy, ...decided } = rest;
  // The answer is the stored definition, which was parsed when it was saved.
  return { ...EMPTY_FLOW, ...(decided as unknown as FlowDocument) };
}

/**
 * Returns a copy of an automation to begin a new one with. It is disabled, so that nothing happens twice before somebody has looked at it.
 * Triggers and actions get ids of their own, and what refers to them follows. A protected one's copy is not protected.
 */
export function copyOf(flow: FlowDocument): FlowDocument {
  const { protected: _protected, _manifest: _blueprints, system_flow: _system, ...copied } = flow;
  const ids = new Map([...flow.triggers, ...flow.actions].flatMap(({ id }) => (id === undefined ? [] : [[id, newPartId()] as const])));
  const renew = (id: string | undefined) => (id === undefined ? id : (ids.get(id) ?? id));
  return {
    ...copied,
    flow_name: `${flow.flow_name.slice(0, 480)} (copy)`,
    enabled: false,
    triggers: flow.triggers.map((trigger) => ({ ...trigger, id: renew(trigger.id) })),
    actions: flow.actions.map(({ flow_action_id: _flowId, ...action }) => ({ ...action, id: renew(action.id) })),
    conditions: flow.conditions.map((condition) => ({
      ...condition,
      statements: condition.statements.map((one) => ({ ...one, source: { ...one.source, id: renew(one.source.id) } })),
    })),
    schedules: flow.schedules.map((one) => ({ ...one, source: { ...one.source, id: ids.get(one.source.id) ?? one.source.id } })),
  };
}

/** Returns a new UUID. `crypto.randomUUID` is missing where the portal is served without TLS. */
export function newPartId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, "0");
  });
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)].map((part) => part.join("")).join("-");
}

/** Returns the schemas of the records that start an automation, each once. */
export function schemasOf({ triggers }: Pick<FlowDocument, "triggers">): string[] {
  const named = triggers.flatMap((trigger) => {
    const slug = trigger.type === "event_catalog" ? trigger.configuration.entity_schema : trigger.configuration.schema;
    return slug ? [slug] : [];
  });
  return [...new Set(named)];
}
