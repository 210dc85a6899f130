"use client";

import { type ReactNode, useMemo, useState } from "react";
import { AttributeField } from "@/components/entity/attribute-field";
import { fieldPathOf, recordFields, recordForm, toRecordValues } from "@/components/entity/record-form-values";
import type { PickedRecord } from "@/components/entity/record-picker";
import type { ActionResult } from "@/components/form/action-result";
import { type ControlProps, Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { UnsavedChangesGuard } from "@/components/form/unsaved-changes-guard";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { EntityAttribute, EntitySchema } from "@/domain/entity-schema/entity-schema";
import { parseJsonObject } from "@/domain/json/parse-json-object";

/** Shows the form of a record. What was typed stays until it is saved. Only what was changed is sent. */
export function RecordForm({
  schema,
  record,
  onSubmit,
  renderRelation,
  cancel,
}: {
  schema: EntitySchema;
  /** The record as JSON, so that its numbers keep their digits; null for a new one. */
  record: string | null;
  onSubmit: (attributes: string) => Promise<ActionResult<unknown>>;
  renderRelation: (choice: {
    attribute: EntityAttribute;
    control: ControlProps;
    value: PickedRecord[];
    onChange: (records: PickedRecord[]) => void;
  }) => ReactNode;
  cancel: ReactNode;
}) {
  // True from the moment it is saved until the next page is there.
  const [isSaved, setIsSaved] = useState(false);
  const { fields, began, formSchema, hasOwnTitle } = useMemo(() => {
    const before = record === null ? null : parseJsonObject(record);
    const title = typeof before?.["_title"] === "string" ? before["_title"] : null;
    const readAt = typeof before?.["_updated_at"] === "string" ? before["_updated_at"] : null;
    const asked = recordFields(schema, before);
    const isTitled = !schema.title_template;
    return {
      fields: asked,
      began: toRecordValues(asked, title),
      formSchema: recordForm({ fields: asked, title, hasOwnTitle: isTitled, readAt }),
      hasOwnTitle: isTitled,
    };
  }, [schema, record]);
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: formSchema,
    defaultValues: began,
    action: async (attributes: string): Promise<ActionResult<unknown>> => {
      const result = await onSubmit(attributes);
      if (result.ok) return result;
      const faults = result.error.faults.map(({ path, message }) => ({ path: fieldPathOf(path, fields), message }));
      return { ok: false, error: { ...result.error, faults } };
    },
    onDone: () => setIsSaved(true),
  });
  return (
    <form {...formProps} className="grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-5">
      {fault && (
        <FormFault
          error={fault}
          onConflict={
            <Button size="sm" onClick={() => window.location.reload()}>
              Discard mine and load it again
            </Button>
          }
        />
      )}
      {hasOwnTitle && (
        <Field label="Title" error={errors.title?.message}>
          {(control) => <Input autoComplete="off" maxLength={500} {...control} {...form.register("title")} />}
        </Field>
      )}
      {fields.map((field, index) => (
        <AttributeField
          key={field.attribute.name}
          form={form}
          field={field}
          index={index}
          renderRelation={(choice) => renderRelation({ attribute: field.attribute, ...choice })}
        />
      ))}
      {fields.length === 0 && !hasOwnTitle && <p className="text-ink-muted">The schema has no attribute that can be typed here.</p>}
      <UnsavedChangesGuard isUnsaved={!isSaved && form.formState.isDirty} />
      <div className="flex justify-end gap-2 border-t pt-4">
        {cancel}
        <Button type="submit" variant="primary" isPending={isPending || isSaved}>
          {record === null ? "Create record" : "Save record"}
        </Button>
      </div>
    </form>
  );
}
