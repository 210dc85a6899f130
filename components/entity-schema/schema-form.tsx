"use client";

import { type ReactNode, useState } from "react";
import { AttributeRows } from "@/components/entity-schema/attribute-rows";
import { schemaForm, toSchemaValues } from "@/components/entity-schema/schema-form-values";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { firstMessage } from "@/components/form/first-message";
import { FormFault } from "@/components/form/form-fault";
import { UnsavedChangesGuard } from "@/components/form/unsaved-changes-guard";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";

/** Shows the form of an entity schema: its names and its attributes. What was typed stays until it is saved. */
export function SchemaForm({
  schema,
  schemas,
  onSubmit,
  cancel,
}: {
  /** Null for a new schema. */
  schema: EntitySchemaItem | null;
  /** The schemas that a relation may lead to. */
  schemas: readonly { slug: string; plural: string }[];
  onSubmit: (input: { slug: string; schema: Record<string, unknown> }) => Promise<ActionResult<unknown>>;
  cancel: ReactNode;
}) {
  // True from the moment it is saved until the next page is there.
  const [isSaved, setIsSaved] = useState(false);
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: schemaForm(schema),
    defaultValues: toSchemaValues(schema),
    action: onSubmit,
    onDone: () => setIsSaved(true),
  });
  const attributes = form.watch("attributes");
  const inCapabilities = (schema?.capabilities ?? []).flatMap(({ attributes: own }) => own ?? []).length;
  return (
    <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
      <form id="entity-schema" {...formProps} className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {fault && <FormFault error={fault} />}
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field label="Name" isRequired error={errors.name?.message} hint="Of one record, such as Contract.">
            {(control) => <Input autoComplete="off" {...control} {...form.register("name")} />}
          </Field>
          <Field label="Name of several" isRequired error={errors.plural?.message} hint="Such as Contracts.">
            {(control) => <Input autoComplete="off" {...control} {...form.register("plural")} />}
          </Field>
        </div>
        {schema === null && (
          <Field
            label="Slug"
            isRequired
            error={errors.slug?.message}
            hint="In addresses and in the names of events, such as contract.created. It cannot be changed later."
          >
            {(control) => (
              <Input
                autoComplete="off"
                spellCheck={false}
                placeholder="contract"
                className="font-mono"
                {...control}
                {...form.register("slug")}
              />
            )}
          </Field>
        )}
        <Field label="Description" error={errors.description?.message}>
          {(control) => <Input autoComplete="off" {...control} {...form.register("description")} />}
        </Field>
        <Field
          label="Title of a record"
          error={errors.title_template?.message}
          hint="Attributes in braces, such as {{first_name}} {{last_name}}. Left empty, each record is given a title."
        >
          {(control) => (
            <Input autoComplete="off" spellCheck={false} className="font-mono" {...control} {...form.register("title_template")} />
          )}
        </Field>
      </form>
      <AttributeRows
        attributes={attributes}
        faults={(index) => firstMessage(errors.attributes?.[index])}
        schemas={schemas}
        onChange={(next) => form.setValue("attributes", next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })}
      />
      {inCapabilities > 0 && (
        <p className="text-ink-muted text-xs">
          {inCapabilities === 1 ? "1 more attribute comes" : `${inCapabilities} more attributes come`} from the schema’s capabilities, which
          stay as they are.
        </p>
      )}
      <UnsavedChangesGuard isUnsaved={!isSaved && form.formState.isDirty} />
      <div className="flex justify-end gap-2 border-t pt-4">
        {cancel}
        <Button type="submit" form="entity-schema" variant="primary" isPending={isPending || isSaved}>
          {schema ? "Save schema" : "Create schema"}
        </Button>
      </div>
    </div>
  );
}
