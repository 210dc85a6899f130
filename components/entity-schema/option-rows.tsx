"use client";

import { Plus, X } from "lucide-react";
import { useId } from "react";
import { Controller, type UseFormReturn, useFieldArray } from "react-hook-form";
import type { AttributeFormValues } from "@/components/entity-schema/attribute-form-values";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { RowField } from "@/components/webhook/row-field";
import { useRowFocus } from "@/components/webhook/use-row-focus";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

/** The form of an attribute, which its parts share. */
export type AttributeForm = UseFormReturn<AttributeFormValues, unknown, EntityAttribute>;

/** Takes the options of an attribute, each with its value and the title that people see. */
export function OptionRows({ form }: { form: AttributeForm }) {
  const othersId = useId();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "options" });
  const { listRef, addRef, focusAfterRemoval } = useRowFocus();
  const faults = form.formState.errors.options;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">Options</legend>
      {fields.length > 0 && (
        <ul ref={listRef} className="grid gap-2">
          {fields.map(({ id }, index) => (
            <li key={id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
              <RowField label={`Option ${index + 1}: value`} error={faults?.[index]?.value?.message}>
                {(props) => (
                  <Input
                    placeholder="Value"
                    autoComplete="off"
                    spellCheck={false}
                    className="font-mono text-xs"
                    {...props}
                    {...form.register(`options.${index}.value`)}
                  />
                )}
              </RowField>
              <RowField label={`Option ${index + 1}: title`} error={undefined}>
                {(props) => <Input placeholder="Title" autoComplete="off" {...props} {...form.register(`options.${index}.title`)} />}
              </RowField>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove option ${index + 1}`}
                onClick={() => {
                  remove(index);
                  focusAfterRemoval(index);
                }}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button ref={addRef} size="sm" className="justify-self-start" onClick={() => append({ value: "", title: "" })}>
        <Plus aria-hidden />
        Add option
      </Button>
      <div className="mt-1 flex items-center gap-2.5">
        <Controller
          control={form.control}
          name="allowsOthers"
          render={({ field }) => (
            <Checkbox id={othersId} checked={field.value} onCheckedChange={(isTicked) => field.onChange(isTicked === true)} />
          )}
        />
        <Label htmlFor={othersId}>Other values are allowed too</Label>
      </div>
    </fieldset>
  );
}
