"use client";

import { Controller } from "react-hook-form";
import { z } from "zod";
import { addRelationsAction } from "@/app/(portal)/entities/actions";
import { PickRecord } from "@/app/(portal)/entities/pick-record";
import type { PickedRecord } from "@/components/entity/record-picker";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

interface Values {
  attribute: string;
  record: PickedRecord | null;
}

const relation = z.custom<Values>().transform(({ attribute, record }, check) => {
  if (record) return { attribute, entity_id: record.id };
  check.addIssue({ code: "custom", path: ["record"], message: "Choose a record." });
  return z.NEVER;
});

/** Asks for a record that this one is to relate to, and by which of its attributes. */
export function AddRelationDialog({
  record,
  attributes,
  onDone,
  onClose,
}: {
  record: { slug: string; id: string; title: string };
  /** The attributes that have room for a relation. */
  attributes: readonly EntityAttribute[];
  onDone: () => void;
  onClose: () => void;
}) {
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: relation,
    defaultValues: { attribute: attributes[0]?.name ?? "", record: null } as Values,
    action: (chosen) => addRelationsAction({ slug: record.slug, id: record.id, relations: [chosen] }),
    onDone,
  });
  const chosen = attributes.find(({ name }) => name === form.watch("attribute"));
  return (
    <DialogWindow
      title="Add a relation"
      description={<span className="line-clamp-3">From “{record.title}” to another record.</span>}
      isPending={isPending}
      onClose={onClose}
    >
      <form {...formProps} className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {fault && <FormFault error={fault} />}
        <Field label="As">
          {({ "aria-required": _required, ...control }) => (
            <Controller
              control={form.control}
              name="attribute"
              render={({ field }) => (
                <Select
                  {...control}
                  value={field.value}
                  onValueChange={(name) => {
                    field.onChange(name);
                    form.setValue("record", null);
                  }}
                  options={attributes.map(({ name, label }) => ({ value: name, label }))}
                />
              )}
            />
          )}
        </Field>
        <Field label="Record" error={errors.record?.message}>
          {(control) => (
            <Controller
              control={form.control}
              name="record"
              render={({ field }) => (
                <PickRecord schemas={chosen?.allowedSchemas ?? []} chosen={field.value} onChoose={field.onChange} control={control} />
              )}
            />
          )}
        </Field>
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            Add relation
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}
