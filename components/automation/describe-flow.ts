import { readChangeRows } from "@/components/automation/change-filter";
import type { FlowDocument } from "@/components/automation/flow-document";
import { readMappingRow } from "@/components/automation/mapping-rows";
import { type ActionCondition, type ConditionStatement, comparedAs } from "@/domain/automation/action-condition";
import type { ActionSchedule } from "@/domain/automation/action-schedule";
import type { FlowAction, MapEntityAction } from "@/domain/automation/flow-action";
import type { EntityOperationTrigger, FlowTrigger } from "@/domain/automation/flow-trigger";
import type { TriggerCondition } from "@/domain/automation/trigger-condition";
import { describeCondition } from "@/domain/filter/describe-condition";

/** The names of what the parts of automations refer to by slugs and ids. */
export interface FlowNames {
  /** The names of one record, by the slugs of schemas. */
  schemas: Readonly<Record<string, string>>;
  /** The labels of event types, by every name that a type has. */
  events: Readonly<Record<string, string>>;
  webhooks: Readonly<Record<string, string>>;
}

/** An automation in words: "When …, if …, then …". */
export interface FlowWords {
  when: string;
  /** Null where it always holds. */
  onlyIf: string | null;
  steps: readonly string[];
}

/** Returns an automation in words. A condition that all actions have stands once; otherwise each action says its own. */
export function describeFlow(flow: FlowDocument, names: FlowNames): FlowWords {
  const { triggers, trigger_conditions: starts, conditions, schedules, actions } = flow;
  const [first] = actions;
  const common = first?.condition_id ? conditions.find(({ id }) => id === first.condition_id) : undefined;
  const isCommon = common !== undefined && actions.every(({ condition_id: id }) => id === common.id);
  const onlyIf = [...starts.map(describeStart), ...(isCommon ? [describeConditionOf(common)] : [])].filter((words) => words !== "");
  return {
    when: triggers.length > 0 ? triggers.map((trigger) => describeTrigger(trigger, names)).join(", or ") : "nothing starts it",
    onlyIf: onlyIf.length > 0 ? onlyIf.join(" and ") : null,
    steps: actions.map((action) => {
      const condition = isCommon ? undefined : conditions.find(({ id }) => id === action.condition_id);
      const schedule = schedules.find(({ id }) => id === action.schedule_id);
      const own = condition && describeConditionOf(condition);
      return [...(own ? [`if ${own}`] : []), ...(schedule ? [describeSchedule(schedule)] : []), describeAction(action, names)].join(", ");
    }),
  };
}

/** Returns the words of an automation as one text. */
export function sentenceOf({ when, onlyIf, steps }: FlowWords): string {
  const then = steps.length > 0 ? steps.join(", then ") : "do nothing";
  return `When ${when}${onlyIf === null ? "" : `, if ${onlyIf}`}, then ${then}.`;
}

const BE: Readonly<Record<string, string>> = {
  createEntity: "created",
  updateEntity: "updated",
  softDeleteEntity: "deleted",
  deleteEntity: "deleted for good",
  restoreEntity: "restored",
};
const GET: Readonly<Record<string, string>> = {
  relationsAdded: "gets relations",
  relationsRemoved: "loses relations",
  relationsSoftDeleted: "has relations deleted",
  relationsRestored: "has relations restored",
  relationsDeleted: "has relations deleted for good",
};

/** Returns in words what starts an automation, to stand after "when". */
function describeTrigger(trigger: FlowTrigger, names: FlowNames): string {
  switch (trigger.type) {
    case "entity_operation":
      return describeOperations(trigger, names);
    case "entity_manual":
      return `somebody runs it on ${aRecord(trigger.configuration.schema, names)}`;
    case "activity": {
      const { schema, types } = trigger.configuration;
      const what = types === undefined ? "any activity" : `the activity ${listed(types.map(quoted)) || "…"}`;
      return `${what} happens on ${aRecord(schema, names)}`;
    }
    case "event_catalog": {
      const { event_name: name } = trigger.configuration;
      return `the event ${name ? quoted(names.events[name] ?? name) : "…"} is published`;
    }
  }
}

function describeOperations({ configuration }: EntityOperationTrigger, names: FlowNames): string {
  const { schema, operations, filter_config: filter } = configuration;
  const be = listed((operations ?? []).flatMap((one) => BE[one] ?? []));
  const get = (operations ?? []).flatMap((one) => GET[one] ?? []);
  const does = operations === undefined ? "changes" : listed([...(be ? [`is ${be}`] : []), ...get]) || "…";
  const rows = readChangeRows(filter);
  if (rows === null) return `${aRecord(schema, names)} ${does} as a pattern says`;
  const lines = rows.map(({ attribute, how, from, to }) => {
    const values = listed(to.map(String)) || "…";
    if (how === "is") return `${attribute} is ${values}`;
    return `${attribute} changes${from.length > 0 ? ` from ${listed(from.map(String))}` : ""}${to.length > 0 ? ` to ${values}` : ""}`;
  });
  return [`${aRecord(schema, names)} ${does}`, ...lines].join(" and ");
}

/** Returns a condition on the record that starts an automation in words. */
function describeStart({ source, comparison, value }: TriggerCondition): string {
  if (comparison === "not_empty") return `${source || "…"} has a value`;
  if (comparison === "is_empty") return `${source || "…"} is empty`;
  return `${source || "…"} is ${listed([value ?? []].flat().map(String)) || "…"}`;
}

/** Returns a condition on actions in words; an empty text for one that always holds. */
export function describeConditionOf({ statements }: Pick<ActionCondition, "statements">): string {
  return statements.map(describeStatement).join(" and ");
}

const CHANGES = { updated: "was just changed", added: "was just added", deleted: "was just removed" } as const;

function describeStatement({ source, operation, values }: ConditionStatement): string {
  if (operation === "entity_exists") return "the record exists";
  if (operation === "entity_does_not_exist") return "the record does not exist";
  const of = source.originType === "event" ? "the event’s " : source.origin === "action" ? "the made record’s " : "";
  const field = `${of}${source.attribute || "…"}`;
  const type = comparedAs(source.attributeType ?? "string");
  const { sentence } = describeCondition({ field, operation, values, field_type: type });
  const change = source.attributeOperation ?? "all";
  return change === "all" ? sentence : `${field} ${CHANGES[change]} and ${sentence.slice(field.length + 1)}`;
}

/** Returns in words how long an action waits. */
export function describeSchedule({ source, numberOfUnits = 0, timePeriod = "minutes", timeRelation }: ActionSchedule): string {
  const unit = numberOfUnits === 1 ? timePeriod.slice(0, -1) : timePeriod;
  const from = source.attribute ? source.attribute : source.origin === "action" ? "an action" : "the start";
  return `${numberOfUnits} ${unit} ${timeRelation ?? "after"} ${from}`;
}

/** Returns in words what an action does. */
export function describeAction(action: FlowAction, names: FlowNames): string {
  switch (action.type) {
    case "trigger-webhook": {
      const { target_webhook_id: id, sync } = action.config;
      const known = names.webhooks[id];
      const name = known !== undefined ? quoted(known) : id === "" ? "…" : "a deleted webhook";
      return `call ${name}${sync ? " and wait for the response" : ""}`;
    }
    case "map-entity":
      return `${mayChange(action) ? "create or change" : "create"} ${aRecord(action.config.target_schema, names)}`;
    case "trigger-event": {
      const { event_name: name } = action.config;
      return `publish ${name ? quoted(names.events[name] ?? name) : "…"}`;
    }
  }
}

/** Checks whether an action may find the record that it makes, and change that. */
function mayChange({ config }: MapEntityAction): boolean {
  const hasId = config.mapping_attributes.some((mapping) => (readMappingRow(mapping)?.target ?? mapping.target) === "_id");
  return hasId || (config.target_unique ?? []).length > 0;
}

function aRecord(slug: string | undefined, names: FlowNames): string {
  if (slug === undefined) return "a record";
  if (slug === "") return "…";
  const name = names.schemas[slug] ?? slug;
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}

function quoted(text: string): string {
  return `“${text}”`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
}
