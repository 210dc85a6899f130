import { type AutomationChoices, attributesOfSchemas } from "@/components/automation/automation-choices";
import type { FlowDocument } from "@/components/automation/flow-document";
import type { StatementSubject } from "@/components/automation/statement-row";

/**
 * Returns the things besides the record that started the automation that its conditions may be about: the event, and the records that its
 * actions make. One that a statement names already is among them, though nothing makes it any more.
 */
export function subjectsOf(flow: FlowDocument, choices: AutomationChoices): StatementSubject[] {
  const sources = flow.conditions.flatMap(({ statements }) => statements.map(({ source }) => source));
  const hasEvent = flow.triggers.some(({ type }) => type === "event_catalog") || sources.some(({ originType }) => originType === "event");
  const event: StatementSubject = {
    value: "event",
    label: "The event",
    source: { origin: "trigger", originType: "event" },
    attributes: null,
  };
  const made = flow.actions.flatMap((action, index): StatementSubject[] => {
    if (action.type !== "map-entity" || action.id === undefined) return [];
    const attributes = attributesOfSchemas(choices.schemas, [action.config.target_schema]);
    return [{ ...ofAction(action.id), label: `The record of action ${index + 1}`, attributes }];
  });
  const named = sources.filter(({ origin, originType }) => origin === "action" && originType !== "event").map(({ id }) => id ?? "");
  const unknown = [...new Set(named)].filter((id) => !made.some(({ source }) => source.id === id));
  return [
    ...(hasEvent ? [event] : []),
    ...made,
    ...unknown.map((id) => ({ ...ofAction(id), label: `The record of the action ${id}`, attributes: null })),
  ];
}

function ofAction(id: string): Pick<StatementSubject, "value" | "source"> {
  return { value: `action ${id}`, source: { id, origin: "action", originType: "entity" } };
}
