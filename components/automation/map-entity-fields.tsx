"use client";

import { Plus } from "lucide-react";
import { type AttributeChoice, type AutomationChoices, attributesOfSchemas } from "@/components/automation/automation-choices";
import { MappingRowFields } from "@/components/automation/mapping-row-fields";
import { errorAt } from "@/components/automation/part-errors";
import { SchemaSelect } from "@/components/automation/schema-select";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { ValuesInput } from "@/components/webhook/filter/values-input";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import type { MapEntityAction } from "@/domain/automation/flow-action";
import type { MappingAttribute } from "@/domain/automation/mapping-attribute";

const NEW_ROW: MappingAttribute = { target: "", operation: { _copy: "" } };

/** Asks for the record that an action makes or changes: its schema, its attributes, and what tells that it is there already. */
export function MapEntityFields({
  action,
  choices,
  sources,
  errors,
  onChange,
}: {
  action: MapEntityAction;
  choices: AutomationChoices;
  /** The attributes of the record that started the automation. */
  sources: readonly AttributeChoice[];
  errors: unknown;
  onChange: (action: MapEntityAction) => void;
}) {
  const { config } = action;
  const { target_schema: schema, target_unique: unique = [], mapping_attributes: mappings } = config;
  const { listRef, addRef, focusAfterRemoval } = useRowFocus();
  const change = (part: Partial<MapEntityAction["config"]>) => onChange({ ...action, config: { ...config, ...part } });
  const targets = attributesOfSchemas(choices.schemas, [schema]);
  const mapped = mappings.map(({ target }) => target).filter((target) => target !== "");
  return (
    <>
      <SchemaSelect
        label="Record"
        schemas={choices.schemas}
        value={schema}
        isRequired
        error={errorAt(errors, "config.target_schema")}
        onChange={(slug) => change({ target_schema: slug ?? "" })}
      />
      <fieldset className="grid min-w-0 gap-2">
        <legend className="mb-1.5 font-medium text-sm">Its attributes</legend>
        {mappings.length > 0 && (
          <ul ref={listRef} className="grid gap-2">
            {mappings.map((mapping, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a mapping has no id, and its controls hold no state of their own
              <li key={index}>
                <MappingRowFields
                  label={`Attribute ${index + 1}`}
                  mapping={mapping}
                  targets={targets}
                  sources={sources}
                  errors={errors}
                  path={`config.mapping_attributes.${index}`}
                  onChange={(next) => change({ mapping_attributes: mappings.with(index, next) })}
                  onRemove={() => {
                    change({ mapping_attributes: mappings.filter((_, place) => place !== index) });
                    focusAfterRemoval(index);
                  }}
                />
              </li>
            ))}
          </ul>
        )}
        <Button
          ref={addRef}
          size="sm"
          className="justify-self-start"
          onClick={() => change({ mapping_attributes: [...mappings, NEW_ROW] })}
        >
          <Plus aria-hidden />
          Add an attribute
        </Button>
      </fieldset>
      <Field
        label="Change the one that has the same"
        error={errorAt(errors, "config.target_unique")}
        hint="Attributes that tell a record apart, such as customer_number. A record with the same values is changed; only where there is none, one is created. With none, one is created each time."
      >
        {(control) => (
          <ValuesInput
            values={unique}
            onChange={(next) => change({ target_unique: next.length > 0 ? next : undefined })}
            onBlur={ignore}
            suggestions={mapped.slice(0, 8)}
            placeholder="Create one each time"
            control={control}
          />
        )}
      </Field>
    </>
  );
}

function ignore(): void {}
