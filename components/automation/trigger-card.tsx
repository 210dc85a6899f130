"use client";

import { type AutomationChoices, attributesOfSchemas } from "@/components/automation/automation-choices";
import { ChangeRows } from "@/components/automation/change-rows";
import { EventTriggerFields } from "@/components/automation/event-trigger-fields";
import { OperationTicks } from "@/components/automation/operation-ticks";
import { otherTriggerSettings } from "@/components/automation/other-settings";
import { PartCard } from "@/components/automation/part-card";
import { errorAt, otherErrors } from "@/components/automation/part-errors";
import { SchemaSelect } from "@/components/automation/schema-select";
import { Field } from "@/components/form/field";
import { ValuesInput } from "@/components/webhook/filter/values-input";
import { type ActivityTrigger, type EntityOperationTrigger, type FlowTrigger, flowTrigger } from "@/domain/automation/flow-trigger";

/** The kinds of triggers, each in the words that follow "When". */
export const TRIGGER_WORDS: Readonly<Record<FlowTrigger["type"], string>> = {
  entity_operation: "A record changes",
  entity_manual: "Somebody runs it by hand",
  activity: "An activity happens on a record",
  event_catalog: "An event is published",
};

interface TriggerFieldsProps<Trigger> {
  trigger: Trigger;
  choices: AutomationChoices;
  errors: unknown;
  onChange: (trigger: Trigger) => void;
}

/** The places of a trigger that have a control, which shows their faults. */
const SHOWN = ["configuration.schema", "configuration.operations", "configuration.types", "configuration.filter_config.operation"];
const SHOWN_OF_EVENTS = ["event_name", "entity_schema", "entity_node_id"].map((key) => `configuration.${key}`);

/** Asks for the settings of one thing that starts an automation. */
export function TriggerCard({
  name,
  trigger,
  choices,
  errors,
  onChange,
  onRemove,
}: TriggerFieldsProps<FlowTrigger> & { name: string; onRemove: () => void }) {
  return (
    <PartCard
      name={name}
      head={<h3 className="truncate font-medium text-sm">{TRIGGER_WORDS[trigger.type]}</h3>}
      part={trigger}
      schema={flowTrigger}
      others={otherTriggerSettings(trigger)}
      faults={otherErrors(errors, [...SHOWN, ...SHOWN_OF_EVENTS])}
      onChange={onChange}
      onRemove={onRemove}
    >
      <TriggerFields trigger={trigger} choices={choices} errors={errors} onChange={onChange} />
    </PartCard>
  );
}

function TriggerFields({ trigger, choices, errors, onChange }: TriggerFieldsProps<FlowTrigger>) {
  switch (trigger.type) {
    case "entity_operation":
      return <OperationFields trigger={trigger} choices={choices} errors={errors} onChange={onChange} />;
    case "activity":
      return <ActivityFields trigger={trigger} choices={choices} errors={errors} onChange={onChange} />;
    case "event_catalog":
      return <EventTriggerFields trigger={trigger} choices={choices} errors={errors} onChange={onChange} />;
    case "entity_manual":
      return (
        <SchemaSelect
          label="On"
          schemas={choices.schemas}
          value={trigger.configuration.schema}
          error={errorAt(errors, "configuration.schema")}
          hint="“Run automation” on a record’s page offers it, and programs start it by POST /v1/automation/executions."
          onChange={(schema) => onChange({ ...trigger, configuration: { ...trigger.configuration, schema } })}
        />
      );
  }
}

function OperationFields({ trigger, choices, errors, onChange }: TriggerFieldsProps<EntityOperationTrigger>) {
  const { configuration } = trigger;
  const { schema, operations, filter_config: filter } = configuration;
  const change = (part: Partial<EntityOperationTrigger["configuration"]>) =>
    onChange({ ...trigger, configuration: { ...configuration, ...part } });
  return (
    <>
      <SchemaSelect
        label="Of"
        schemas={choices.schemas}
        value={schema}
        error={errorAt(errors, "configuration.schema")}
        onChange={(slug) => change({ schema: slug })}
      />
      <OperationTicks
        operations={operations}
        error={errorAt(errors, "configuration.operations")}
        onChange={(chosen) => change({ operations: chosen })}
      />
      <ChangeRows
        filter={filter}
        isOfUpdates={operations === undefined || operations.includes("updateEntity")}
        attributes={attributesOfSchemas(choices.schemas, schema === undefined ? [] : [schema])}
        errors={errors}
        onChange={(next) => change({ filter_config: next })}
      />
    </>
  );
}

function ActivityFields({ trigger, choices, errors, onChange }: TriggerFieldsProps<ActivityTrigger>) {
  const { configuration } = trigger;
  const change = (part: Partial<ActivityTrigger["configuration"]>) =>
    onChange({ ...trigger, configuration: { ...configuration, ...part } });
  return (
    <>
      <SchemaSelect
        label="On"
        schemas={choices.schemas}
        value={configuration.schema}
        error={errorAt(errors, "configuration.schema")}
        onChange={(schema) => change({ schema })}
      />
      <Field
        label="Activities"
        error={errorAt(errors, "configuration.types")}
        hint="Their types, such as OrderPlaced. With none, any activity."
      >
        {(control) => (
          <ValuesInput
            values={configuration.types ?? []}
            onChange={(types) => change({ types: types.length > 0 ? types : undefined })}
            onBlur={ignore}
            suggestions={[]}
            placeholder="Any activity. Enter after each type"
            control={control}
          />
        )}
      </Field>
    </>
  );
}

function ignore(): void {}
