"use client";

import { type ReactNode, useState } from "react";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { newInvitation } from "@/domain/invitation/invitation";
import { ROLE_WORDS, ROLES, type Role } from "@/domain/user/roles";

const ROLE_OPTIONS = ROLES.toReversed().map((role) => ({ value: role, label: ROLE_WORDS[role].label }));

/** Asks whom to invite, and as what. */
export function InviteForm<Created>({
  email: given,
  initialRole,
  onSubmit,
  onCreated,
  cancel,
}: {
  email: string;
  initialRole: Role;
  onSubmit: (input: unknown) => Promise<ActionResult<Created>>;
  onCreated: (created: Created) => void;
  cancel: ReactNode;
}) {
  const [email, setEmail] = useState(given);
  const [role, setRole] = useState<Role>(initialRole);
  const form = useFormAction({ schema: newInvitation, input: { email, role }, action: onSubmit, onDone: onCreated });
  return (
    <form onSubmit={form.submit} noValidate className="grid gap-5">
      {form.refusal && <Notice tone="danger">{form.refusal}</Notice>}
      <Field label="E-mail address" isRequired error={form.faultAt("email")} hint="The link works for this address alone.">
        {(control) => (
          <Input {...control} type="email" value={email} autoComplete="off" onChange={({ target }) => setEmail(target.value)} />
        )}
      </Field>
      <Field label="Role" error={form.faultAt("role")} hint={ROLE_WORDS[role].hint}>
        {(control) => (
          <Select
            {...control}
            value={role}
            onValueChange={(chosen) => setRole(ROLES.find((known) => known === chosen) ?? role)}
            options={ROLE_OPTIONS}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        {cancel}
        <Button type="submit" variant="primary" isPending={form.isPending}>
          Create link
        </Button>
      </div>
    </form>
  );
}
