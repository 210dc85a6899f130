"use client";

import { type ReactNode, useState } from "react";
import { Controller } from "react-hook-form";
import { eventTypeForm, toFormValues } from "@/components/event-type/event-type-form-values";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { firstMessage } from "@/components/form/first-message";
import { FormFault } from "@/components/form/form-fault";
import { UnsavedChangesGuard } from "@/components/form/unsaved-changes-guard";
import { useAction } from "@/components/form/use-action";
import { useActionForm } from "@/components/form/use-action-form";
import { JsonField } from "@/components/json/json-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { EventTypeAnswer, InferredSchema } from "@/domain/event/event-type-definition";

const EDITOR_LINES = 8;

/** Shows the form for an organization's own event type: name, label and content. What was typed stays until it is saved. */
export function EventTypeForm({
  type,
  onSubmit,
  onInfer,
  cancel,
}: {
  type: EventTypeAnswer | null;
  onSubmit: (settings: Record<string, unknown>) => Promise<ActionResult<unknown>>;
  /** Null where there can be no events yet. */
  onInfer: (() => Promise<ActionResult<InferredSchema>>) | null;
  cancel: ReactNode;
}) {
  // True from the moment it is saved until the next page is there.
  const [isSaved, setIsSaved] = useState(false);
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: eventTypeForm(type),
    defaultValues: toFormValues(type),
    action: onSubmit,
    onDone: () => setIsSaved(true),
  });
  const inferring = useAction();
  async function infer(): Promise<void> {
    if (!onInfer) return;
    const result = await inferring.call("No schema was inferred", onInfer);
    if (result.ok) form.setValue("schema", JSON.stringify(result.data.schema, null, 2), { shouldDirty: true });
  }
  const jsonPart = (name: "example" | "schema", hint: string) => (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <JsonField
          label={name === "example" ? "Example" : "Schema"}
          error={firstMessage(errors[name])}
          hint={hint}
          value={field.value}
          onChange={field.onChange}
          minLines={EDITOR_LINES}
        />
      )}
    />
  );

  return (
    <form {...formProps} className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5">
      {fault && <FormFault error={fault} />}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field
          label="Name"
          isRequired
          error={errors.name?.message}
          hint="What programs publish, such as order.created. It cannot be changed later."
        >
          {(control) => <Input disabled={type !== null} className="font-mono" {...control} {...form.register("name")} />}
        </Field>
        <Field label="Label" error={errors.label?.message} hint="What people see; the name where this is empty.">
          {(control) => <Input {...control} {...form.register("label")} />}
        </Field>
      </div>
      <Field label="Description" error={errors.description?.message}>
        {(control) => <Input {...control} {...form.register("description")} />}
      </Field>
      <Field label="Aliases" error={firstMessage(errors.aliases)} hint="Other names of the same event, separated by commas.">
        {(control) => <Input className="font-mono" {...control} {...form.register("aliases")} />}
      </Field>
      {jsonPart("example", "JSON, as it is published besides the name: test events and previews carry it.")}
      <div className="grid gap-2">
        {jsonPart("schema", "JSON Schema 2020-12 of what is published besides the name.")}
        {onInfer && (
          <Button size="sm" onClick={infer} isPending={inferring.isPending} className="justify-self-start">
            Infer from the latest events
          </Button>
        )}
      </div>
      <Field label="Strict" hint="Refuse an event that is not as the schema says, with the path of each fault.">
        {({ "aria-required": _required, ...control }) => (
          <Controller
            control={form.control}
            name="strict"
            render={({ field }) => <Switch {...control} checked={field.value} onCheckedChange={field.onChange} />}
          />
        )}
      </Field>
      <UnsavedChangesGuard isUnsaved={!isSaved && form.formState.isDirty} />
      <div className="flex justify-end gap-2 border-t pt-4">
        {cancel}
        <Button type="submit" variant="primary" isPending={isPending || isSaved}>
          {type ? "Save event type" : "Add event type"}
        </Button>
      </div>
    </form>
  );
}
