"use client";

import { Controller } from "react-hook-form";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogButtons } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { newInvitation } from "@/domain/invitation/invitation";
import { ROLE_WORDS, ROLES, type Role } from "@/domain/user/roles";

const ROLE_OPTIONS = ROLES.toReversed().map((role) => ({ value: role, label: ROLE_WORDS[role].label }));

/** Asks for the address and the role of a new member. */
export function InviteForm<Created>({
  email: given,
  initialRole,
  onSubmit,
  onCreated,
  onCancel,
}: {
  email: string;
  initialRole: Role;
  onSubmit: (input: unknown) => Promise<ActionResult<Created>>;
  onCreated: (created: Created) => void;
  onCancel: () => void;
}) {
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: newInvitation,
    defaultValues: { email: given, role: initialRole },
    action: onSubmit,
    onDone: onCreated,
  });
  return (
    <form {...formProps} className="grid gap-5">
      {fault && <FormFault error={fault} />}
      <Field label="E-mail address" isRequired error={errors.email?.message} hint="The link works for this address alone.">
        {(control) => <Input type="email" autoComplete="off" {...control} {...form.register("email")} />}
      </Field>
      <Field label="Role" error={errors.role?.message} hint={ROLE_WORDS[form.watch("role")].hint}>
        {(control) => (
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => <Select {...control} value={field.value} onValueChange={field.onChange} options={ROLE_OPTIONS} />}
          />
        )}
      </Field>
      <DialogButtons onCancel={onCancel} isPending={isPending}>
        <Button type="submit" variant="primary" isPending={isPending}>
          Create link
        </Button>
      </DialogButtons>
    </form>
  );
}
