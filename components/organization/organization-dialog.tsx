"use client";

import { useState } from "react";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { organizationInput } from "@/domain/organization/organization-name";

const WORDS = {
  create: {
    title: "Create an organization",
    description: "It has webhooks, events, tokens and members of its own. You are its owner.",
    submit: "Create organization",
  },
  rename: { title: "Rename the organization", description: "All its members see the new name.", submit: "Rename" },
} as const;

/** Asks for an organization's name: of a new one, or another one for the present. */
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
  const [name, setName] = useState(given);
  const { submit, isPending, refusal, faultAt } = useFormAction({ schema: organizationInput, input: { name }, action, onDone });
  const words = WORDS[purpose];
  return (
    <DialogWindow isOpen onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}>
      <div className="mb-5 grid gap-1">
        <DialogTitle className="font-semibold text-base">{words.title}</DialogTitle>
        <DialogDescription className="text-ink-muted">{words.description}</DialogDescription>
      </div>
      <form onSubmit={submit} noValidate className="grid gap-5">
        {refusal && <Notice tone="danger">{refusal}</Notice>}
        <Field label="Name" isRequired error={faultAt("name")}>
          {(control) => <Input {...control} value={name} autoComplete="off" onChange={({ target }) => setName(target.value)} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </DialogWindow>
  );
}
