"use client";

import { useState } from "react";
import { z } from "zod";
import type { AutomationChoices } from "@/components/automation/automation-choices";
import { JsonPartDialog } from "@/components/automation/json-part-dialog";
import { errorAt } from "@/components/automation/part-errors";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EventSelect } from "@/components/webhook/event-select";
import type { TriggerEventAction } from "@/domain/automation/flow-action";

const inputs = z.record(z.string(), z.unknown());

/** Asks for the event of the catalogue that an action publishes, and for what it carries. */
export function EventActionFields({
  action,
  choices,
  errors,
  onChange,
}: {
  action: TriggerEventAction;
  choices: AutomationChoices;
  errors: unknown;
  onChange: (action: TriggerEventAction) => void;
}) {
  const [isEditing, setIsEditing] = useState(false);
  const { config } = action;
  const { event_name: name, event_inputs: given } = config;
  const change = (part: Partial<TriggerEventAction["config"]>) => onChange({ ...action, config: { ...config, ...part } });
  const isOwn = given !== undefined && Object.keys(given).length > 0;
  return (
    <>
      <Field label="Event" isRequired error={errorAt(errors, "config.event_name")}>
        {(control) => (
          <EventSelect
            types={choices.types}
            value={name}
            onChange={(chosen) => change({ event_name: chosen })}
            onBlur={ignore}
            control={control}
          />
        )}
      </Field>
      <div className="grid gap-2">
        <span className="font-medium text-sm">What it carries</span>
        {isOwn ? (
          <CodeBlock text={JSON.stringify(given)} label="Data of the event" isJson className="max-h-60" />
        ) : (
          <p className="text-ink-muted text-xs">The record that started the automation, and what was changed.</p>
        )}
        {errorAt(errors, "config.event_inputs") && <p className="text-danger-ink text-xs">{errorAt(errors, "config.event_inputs")}</p>}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setIsEditing(true)}>
            {isOwn ? "Change its data" : "Give it data of its own"}
          </Button>
          {isOwn && (
            <Button size="sm" variant="ghost" onClick={() => change({ event_inputs: undefined })}>
              Carry the record instead
            </Button>
          )}
        </div>
      </div>
      {isEditing && (
        <JsonPartDialog
          title="Data of the event"
          description="The event carries this as its data, the same each time."
          value={given ?? {}}
          schema={inputs}
          onDone={(next) => {
            change({ event_inputs: next });
            setIsEditing(false);
          }}
          onClose={() => setIsEditing(false)}
        />
      )}
    </>
  );
}

function ignore(): void {}
