"use client";

import { Plus } from "lucide-react";
import { type AutomationChoices, attributesOfSchemas } from "@/components/automation/automation-choices";
import { addCondition, type FlowChange, removeCondition } from "@/components/automation/change-flow";
import { ConditionCard } from "@/components/automation/condition-card";
import { type FlowDocument, schemasOf } from "@/components/automation/flow-document";
import { errorsOf } from "@/components/automation/part-errors";
import { StartConditions } from "@/components/automation/start-conditions";
import { subjectsOf } from "@/components/automation/statement-subjects";
import { Button } from "@/components/ui/button";
import { Part } from "@/components/webhook/form-part";

/** Asks for conditions: on the record before an automation starts, and on its actions. */
export function IfPart({
  flow,
  choices,
  errors,
  onChange,
  onAdded,
}: {
  flow: FlowDocument;
  choices: AutomationChoices;
  errors: { trigger_conditions?: unknown; conditions?: unknown };
  onChange: (change: FlowChange) => void;
  /** Called with the name of a condition that was added. */
  onAdded: (name: string) => void;
}) {
  const { trigger_conditions: starts, conditions } = flow;
  const attributes = attributesOfSchemas(choices.schemas, schemasOf(flow));
  const subjects = subjectsOf(flow, choices);
  return (
    <Part title="If">
      {starts.length + conditions.length === 0 && <p className="text-ink-muted">No condition: it always goes on.</p>}
      <StartConditions
        conditions={starts}
        attributes={attributes}
        errors={errors.trigger_conditions}
        onChange={(next) => onChange({ trigger_conditions: next })}
      />
      {conditions.map((condition, index) => (
        <ConditionCard
          key={condition.id}
          name={`Condition ${index + 1}`}
          condition={condition}
          usedBy={usersOf(flow, condition.id)}
          attributes={attributes}
          subjects={subjects}
          errors={errorsOf(errors.conditions, index)}
          onChange={(next) => onChange({ conditions: conditions.with(index, next) })}
          onRemove={() => onChange(removeCondition(flow, condition.id))}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          onClick={() => {
            onChange(addCondition(flow));
            onAdded(`Condition ${conditions.length + 1}`);
          }}
        >
          <Plus aria-hidden />
          Condition on actions
        </Button>
        <Button size="sm" onClick={() => onChange({ trigger_conditions: [...starts, { source: "", comparison: "equals" }] })}>
          <Plus aria-hidden />
          Condition on starting
        </Button>
      </div>
    </Part>
  );
}

/** Returns in words which actions have a condition. */
function usersOf({ actions }: FlowDocument, id: string): string {
  const numbers = actions.flatMap(({ condition_id: own }, index) => (own === id ? [index + 1] : []));
  if (actions.length === 0) return "for the actions that choose it";
  if (numbers.length === 0) return "no action has it: choose it under “Only if”";
  if (numbers.length === actions.length) return actions.length === 1 ? "for the action" : "for all actions";
  return `for ${numbers.length === 1 ? "action" : "actions"} ${numbers.join(", ")}`;
}
