"use client";

import { ArrowDown, ArrowUp, DatabaseZap, type LucideIcon, Megaphone, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { ActionScheduleFields } from "@/components/automation/action-schedule-fields";
import { type AutomationChoices, attributesOfSchemas } from "@/components/automation/automation-choices";
import type { ScheduleSettings } from "@/components/automation/change-flow";
import { describeConditionOf } from "@/components/automation/describe-flow";
import { EventActionFields } from "@/components/automation/event-action-fields";
import { type FlowDocument, schemasOf } from "@/components/automation/flow-document";
import { MapEntityFields } from "@/components/automation/map-entity-fields";
import { otherActionSettings } from "@/components/automation/other-settings";
import { PartCard } from "@/components/automation/part-card";
import { errorAt, otherErrors } from "@/components/automation/part-errors";
import { WebhookActionFields } from "@/components/automation/webhook-action-fields";
import { Field } from "@/components/form/field";
import { SwitchRow } from "@/components/form/switch-row";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { ActionSchedule } from "@/domain/automation/action-schedule";
import { type FlowAction, flowAction } from "@/domain/automation/flow-action";

/** The kinds of actions, as the form offers them. */
export const ACTION_WORDS: Readonly<Record<FlowAction["type"], { label: string; icon: LucideIcon }>> = {
  "trigger-webhook": { label: "Call a webhook", icon: Webhook },
  "map-entity": { label: "Create or change a record", icon: DatabaseZap },
  "trigger-event": { label: "Publish an event", icon: Megaphone },
};

const ALWAYS = "*";
const SHOWN = [
  ...["config.target_webhook_id", "config.target_schema", "config.mapping_attributes", "config.target_unique"],
  ...["config.event_name", "config.event_inputs", "condition_id"],
];

interface ActionCardProps {
  index: number;
  flow: FlowDocument;
  action: FlowAction;
  choices: AutomationChoices;
  errors: unknown;
  scheduleErrors: unknown;
  onChange: (action: FlowAction) => void;
  onSchedule: (schedule: ScheduleSettings | null) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** Asks for the settings of one action, when it is done, and what its failure means. */
export function ActionCard(props: ActionCardProps) {
  const { index, flow, action, errors, scheduleErrors, onChange, onSchedule, onMove, onRemove } = props;
  const { label, icon: Icon } = ACTION_WORDS[action.type];
  const name = `Action ${index + 1}`;
  const attributes = attributesOfSchemas(props.choices.schemas, schemasOf(flow));
  const schedule = flow.schedules.find(({ id }) => id === action.schedule_id) ?? null;
  const isLast = index === flow.actions.length - 1;
  return (
    <PartCard
      name={name}
      head={
        <h3 className="flex min-w-0 items-center gap-2 font-medium text-sm">
          <Icon aria-hidden className="size-4 shrink-0 text-ink-subtle" />
          <span className="truncate">{action.name || label}</span>
        </h3>
      }
      buttons={
        flow.actions.length > 1 && (
          <>
            <MoveButton name={`Move ${name.toLowerCase()} up`} isDisabled={index === 0} onMove={() => onMove(-1)}>
              <ArrowUp aria-hidden />
            </MoveButton>
            <MoveButton name={`Move ${name.toLowerCase()} down`} isDisabled={isLast} onMove={() => onMove(1)}>
              <ArrowDown aria-hidden />
            </MoveButton>
          </>
        )
      }
      part={action}
      schema={flowAction}
      others={otherActionSettings(action)}
      faults={otherErrors(errors, SHOWN)}
      onChange={onChange}
      onRemove={onRemove}
    >
      <OwnFields {...props} />
      <div className="grid items-start gap-4 border-t pt-4 sm:grid-cols-2">
        <ConditionSelect flow={flow} action={action} errors={errors} onChange={onChange} />
        <ActionScheduleFields schedule={schedule} attributes={attributes} errors={scheduleErrors} onChange={onSchedule} />
      </div>
      <SharedSchedule flow={flow} schedule={schedule} />
      <SwitchRow
        label="It may fail"
        isOn={action.allow_failure === true}
        onChange={(isOn) => onChange({ ...action, allow_failure: isOn || undefined })}
      >
        {action.allow_failure ? "After a failure the next action runs all the same." : "A failure stops the automation here."}
      </SwitchRow>
    </PartCard>
  );
}

function OwnFields({ flow, action, choices, errors, onChange }: ActionCardProps) {
  switch (action.type) {
    case "trigger-webhook":
      return <WebhookActionFields action={action} choices={choices} errors={errors} onChange={onChange} />;
    case "map-entity": {
      const sources = attributesOfSchemas(choices.schemas, schemasOf(flow));
      return <MapEntityFields action={action} choices={choices} sources={sources} errors={errors} onChange={onChange} />;
    }
    case "trigger-event":
      return <EventActionFields action={action} choices={choices} errors={errors} onChange={onChange} />;
  }
}

function ConditionSelect({ flow, action, errors, onChange }: Pick<ActionCardProps, "flow" | "action" | "errors" | "onChange">) {
  const { conditions } = flow;
  const chosen = conditions.find(({ id }) => id === action.condition_id);
  return (
    <Field
      label="Only if"
      error={errorAt(errors, "condition_id")}
      hint={
        conditions.length === 0
          ? "Conditions are added under “If”."
          : chosen && <span className="break-words">{describeConditionOf(chosen)}</span>
      }
    >
      {({ "aria-required": _required, ...control }) => (
        <Select
          {...control}
          value={action.condition_id ?? ALWAYS}
          onValueChange={(id) => onChange({ ...action, condition_id: id === ALWAYS ? undefined : id })}
          options={[
            { value: ALWAYS, label: "Always" },
            ...conditions.map(({ id }, index) => ({ value: id, label: `Condition ${index + 1} holds` })),
          ]}
        />
      )}
    </Field>
  );
}

/** Says that a schedule is not this action's alone. */
function SharedSchedule({ flow, schedule }: { flow: FlowDocument; schedule: ActionSchedule | null }) {
  const waiting = [...flow.actions, ...flow.conditions].filter(({ schedule_id: id }) => schedule !== null && id === schedule.id);
  if (waiting.length < 2) return null;
  return <p className="text-ink-muted text-xs">Another part waits for the same time: a change counts for both.</p>;
}

function MoveButton({
  name,
  isDisabled,
  onMove,
  children,
}: {
  name: string;
  isDisabled: boolean;
  onMove: () => void;
  children: ReactNode;
}) {
  return (
    <Button variant="ghost" size="icon-sm" aria-label={name} disabled={isDisabled} onClick={onMove}>
      {children}
    </Button>
  );
}
