"use client";

import { Plus } from "lucide-react";
import { ACTION_WORDS, ActionCard } from "@/components/automation/action-card";
import type { AutomationChoices } from "@/components/automation/automation-choices";
import { type FlowChange, newAction, removeAction, setSchedule } from "@/components/automation/change-flow";
import type { FlowDocument } from "@/components/automation/flow-document";
import { errorAt, errorsOf } from "@/components/automation/part-errors";
import { Button } from "@/components/ui/button";
import { Part } from "@/components/webhook/form-part";
import type { FlowAction } from "@/domain/automation/flow-action";

const TYPES: readonly FlowAction["type"][] = ["trigger-webhook", "map-entity", "trigger-event"];

/** Asks for what an automation does, one action after the other. */
export function ThenPart({
  flow,
  choices,
  errors,
  onChange,
  onAdded,
  onMoved,
}: {
  flow: FlowDocument;
  choices: AutomationChoices;
  errors: { actions?: unknown; schedules?: unknown };
  onChange: (change: FlowChange) => void;
  /** Called with the name of an action that was added. */
  onAdded: (name: string) => void;
  /** Called with the new place of an action that was moved, counted from 1, and the direction. */
  onMoved: (place: number, by: -1 | 1) => void;
}) {
  const { actions, schedules } = flow;
  const error = actions.length === 0 ? errorAt(errors.actions, "") : undefined;
  const move = (index: number, by: -1 | 1) => {
    const [one, other] = [actions[index], actions[index + by]];
    if (!one || !other) return;
    onChange({ actions: actions.with(index, other).with(index + by, one) });
    onMoved(index + by + 1, by);
  };
  return (
    <Part title="Then">
      {actions.map((action, index) => (
        <div key={action.id ?? index} className="grid min-w-0 gap-4">
          {index > 0 && <span className="-my-1 font-medium text-ink-muted text-sm">then</span>}
          <ActionCard
            index={index}
            flow={flow}
            action={action}
            choices={choices}
            errors={errorsOf(errors.actions, index)}
            scheduleErrors={errorsOf(
              errors.schedules,
              schedules.findIndex(({ id }) => id === action.schedule_id),
            )}
            onChange={(next) => onChange({ actions: actions.with(index, next) })}
            onSchedule={(schedule) => onChange(setSchedule(flow, index, schedule))}
            onMove={(by) => move(index, by)}
            onRemove={() => onChange(removeAction(flow, index))}
          />
        </div>
      ))}
      <fieldset
        aria-label="What it does"
        aria-invalid={error ? true : undefined}
        tabIndex={-1}
        className="flex flex-wrap gap-2 rounded-lg outline-none"
      >
        {TYPES.map((type) => {
          const { label, icon: Icon } = ACTION_WORDS[type];
          return (
            <Button
              key={type}
              size="sm"
              className={error && "border-danger-solid"}
              onClick={() => {
                onChange({ actions: [...actions, newAction(type, flow)] });
                onAdded(`Action ${actions.length + 1}`);
              }}
            >
              {actions.length === 0 ? <Icon aria-hidden /> : <Plus aria-hidden />}
              {label}
            </Button>
          );
        })}
        {error && <p className="basis-full text-danger-ink text-xs">{error}</p>}
      </fieldset>
    </Part>
  );
}
