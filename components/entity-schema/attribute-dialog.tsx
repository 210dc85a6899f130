"use client";

import { useId } from "react";
import { Controller } from "react-hook-form";
import { attributeForm, nameOfLabel, toAttributeValues } from "@/components/entity-schema/attribute-form-values";
import { ATTRIBUTE_TYPES, CHOICE_TYPES } from "@/components/entity-schema/attribute-types";
import { OptionRows } from "@/components/entity-schema/option-rows";
import { RelationFields } from "@/components/entity-schema/relation-fields";
import { Field } from "@/components/form/field";
import { firstMessage } from "@/components/form/first-message";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

/** Asks for an attribute, a new one where `attribute` is null. It is taken over into the schema's form, not saved. */
export function AttributeDialog({
  attribute,
  others,
  schemas,
  onDone,
  onClose,
}: {
  attribute: EntityAttribute | null;
  /** The names of the schema's other attributes. */
  others: readonly string[];
  /** The schemas that a relation may lead to. */
  schemas: readonly { slug: string; plural: string }[];
  onDone: (attribute: EntityAttribute) => void;
  onClose: () => void;
}) {
  const { form, formProps, errors } = useActionForm({
    schema: attributeForm({ before: attribute, others }),
    defaultValues: toAttributeValues(attribute),
    action: async () => ({ ok: true, data: null }),
    onDone: (_nothing, made) => onDone(made),
  });
  const type = form.watch("type");
  const isKnown = ATTRIBUTE_TYPES.some(({ value }) => value === type);
  const nameFromLabel = (label: string) => {
    if (attribute === null && !form.formState.dirtyFields.name) form.setValue("name", nameOfLabel(label));
  };
  return (
    <DialogWindow
      title={attribute ? `Edit “${attribute.label}”` : "Add an attribute"}
      description={
        attribute
          ? "Records keep what they have. Under another name, they keep it as an attribute that the schema does not know."
          : "Records may have it as soon as the schema is saved."
      }
      onClose={onClose}
      className="max-w-lg"
    >
      <form {...formProps} className="grid gap-5">
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field label="Label" isRequired error={errors.label?.message}>
            {(control) => (
              <Input
                autoComplete="off"
                {...control}
                {...form.register("label", { onChange: (change) => nameFromLabel(change.target.value) })}
              />
            )}
          </Field>
          <Field label="Name" isRequired error={errors.name?.message} hint="As programs and events have it.">
            {(control) => <Input autoComplete="off" spellCheck={false} className="font-mono" {...control} {...form.register("name")} />}
          </Field>
        </div>
        <Field
          label="Type"
          error={errors.type?.message}
          hint={ATTRIBUTE_TYPES.find(({ value }) => value === type)?.hint ?? "Postern allows any value of this type."}
        >
          {({ "aria-required": _required, ...control }) => (
            <Controller
              control={form.control}
              name="type"
              render={({ field }) => (
                <Select
                  {...control}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={isKnown ? ATTRIBUTE_TYPES : [{ value: type, label: type }, ...ATTRIBUTE_TYPES]}
                />
              )}
            />
          )}
        </Field>
        {CHOICE_TYPES.includes(type) && <OptionRows form={form} />}
        {type === "relation" && <RelationFields form={form} schemas={schemas} />}
        <fieldset className="grid gap-3">
          <legend className="sr-only">Rules</legend>
          <Tick
            form={form}
            name="required"
            label="Required"
            hint="Checked where a record is saved here, or by a program with validate=true."
          />
          {type === "number" && (
            <Tick form={form} name="isJsonNumber" label="As a JSON number" hint="Otherwise a number is a text, which keeps every digit." />
          )}
          {(type === "string" || type === "number" || type === "date") && (
            <Tick form={form} name="repeatable" label="Several values" hint="A record has a list of them." />
          )}
        </fieldset>
        {firstMessage(errors.root) && <p className="text-danger-ink text-xs">{firstMessage(errors.root)}</p>}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" variant="primary">
            {attribute ? "Take over" : "Add attribute"}
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}

type FormOfAttribute = Parameters<typeof OptionRows>[0]["form"];

function Tick({
  form,
  name,
  label,
  hint,
}: {
  form: FormOfAttribute;
  name: "required" | "isJsonNumber" | "repeatable";
  label: string;
  hint: string;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Controller
        control={form.control}
        name={name}
        render={({ field }) => (
          <Checkbox
            id={id}
            aria-describedby={`${id}-hint`}
            className="mt-0.5"
            checked={field.value}
            onCheckedChange={(isTicked) => field.onChange(isTicked === true)}
          />
        )}
      />
      <div>
        <Label htmlFor={id}>{label}</Label>
        <p id={`${id}-hint`} className="text-ink-muted text-xs">
          {hint}
        </p>
      </div>
    </div>
  );
}
