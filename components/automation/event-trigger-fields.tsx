"use client";

import type { AutomationChoices } from "@/components/automation/automation-choices";
import { errorAt } from "@/components/automation/part-errors";
import { SchemaSelect } from "@/components/automation/schema-select";
import { Field } from "@/components/form/field";
import { SwitchRow } from "@/components/form/switch-row";
import { Input } from "@/components/ui/input";
import { EventSelect } from "@/components/webhook/event-select";
import type { EventCatalogTrigger } from "@/domain/automation/flow-trigger";

/** Asks for an event of the catalogue that starts an automation, and for the record in it that the automation is about. */
export function EventTriggerFields({
  trigger,
  choices,
  errors,
  onChange,
}: {
  trigger: EventCatalogTrigger;
  choices: AutomationChoices;
  errors: unknown;
  onChange: (trigger: EventCatalogTrigger) => void;
}) {
  const { configuration } = trigger;
  const { event_name, entity_schema, entity_node_id, ignore_automation_triggered } = configuration;
  const change = (part: Partial<EventCatalogTrigger["configuration"]>) =>
    onChange({ ...trigger, configuration: { ...configuration, ...part } });
  return (
    <>
      <Field label="Event" error={errorAt(errors, "configuration.event_name")} isRequired>
        {(control) => (
          <EventSelect
            types={choices.types}
            value={event_name}
            onChange={(name) => change({ event_name: name })}
            onBlur={ignore}
            control={control}
          />
        )}
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SchemaSelect
          label="The record is"
          schemas={choices.schemas}
          value={entity_schema}
          isRequired
          error={errorAt(errors, "configuration.entity_schema")}
          onChange={(schema) => change({ entity_schema: schema ?? "" })}
        />
        <Field
          label="Where it stands in the event"
          error={errorAt(errors, "configuration.entity_node_id")}
          hint="The property of the data that has the record with its _id. Where there is none, the data are the record."
        >
          {(control) => (
            <Input
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              {...control}
              value={entity_node_id}
              onChange={({ target }) => change({ entity_node_id: target.value })}
            />
          )}
        </Field>
      </div>
      <SwitchRow
        label="Not by events that automations cause"
        isOn={ignore_automation_triggered}
        onChange={(isOn) => change({ ignore_automation_triggered: isOn })}
      >
        Leave it on, unless one automation is to start another.
      </SwitchRow>
    </>
  );
}

function ignore(): void {}
