"use client";

import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { organizationInput } from "@/domain/organization/organization-name";

const WORDS = {
  create: {
    title: "Create an organization",
    description: "It has webhooks, events, tokens and members of its own. You are its owner.",
    submit: "Create organization",
  },
  rename: { title: "Rename the organization", description: "All its members see the new name.", submit: "Rename" },
} as const;

/** Asks for an organization's name, either of a new one or for the present one. */
export function OrganizationDialog({
  purpose,
  name: given,
  action,
  onDone,
  onClose,
}: {
  purpose: "create" | "rename";
  name: string;
  action: (input: unknown) => Promise<ActionResult<{ name: string }>>;
  onDone: (organization: { name: string }) => void;
  onClose: () => void;
}) {
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: organizationInput,
    defaultValues: { name: given },
    action,
    onDone,
  });
  const words = WORDS[purpose];
  return (
    <DialogWindow title={words.title} description={words.description} isPending={isPending} onClose={onClose}>
      <form {...formProps} className="grid gap-5">
        {fault && <FormFault error={fault} />}
        <Field label="Name" isRequired error={errors.name?.message}>
          {(control) => <Input autoComplete="off" {...control} {...form.register("name")} />}
        </Field>
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            {words.submit}
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}
