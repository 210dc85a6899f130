"use client";

import { useState } from "react";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { type Inbox, inboxChange } from "@/domain/inbox/inbox";

/** Asks for the name of a new inbox, or for another one of `inbox`. */
export function InboxNameDialog({
  inbox,
  action,
  onDone,
  onClose,
}: {
  inbox: Pick<Inbox, "name"> | null;
  action: (input: unknown) => Promise<ActionResult<Inbox>>;
  onDone: (inbox: Inbox) => void | Promise<void>;
  onClose: () => void;
}) {
  const [name, setName] = useState(inbox?.name ?? "");
  const { submit, isPending, refusal, faultAt } = useFormAction({ schema: inboxChange, input: { name }, action, onDone });
  return (
    <DialogWindow isOpen onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}>
      <div className="mb-5 grid gap-1">
        <DialogTitle className="font-semibold text-base">{inbox ? "Rename the inbox" : "Create an inbox"}</DialogTitle>
        <DialogDescription className="text-ink-muted">
          {inbox ? "Its address stays as it is." : "It gets an address of its own, and answers 200 until you say otherwise."}
        </DialogDescription>
      </div>
      <form onSubmit={submit} noValidate className="grid gap-5">
        {refusal && <Notice tone="danger">{refusal}</Notice>}
        <Field label="Name" isRequired error={faultAt("name")}>
          {(control) => (
            <Input
              {...control}
              value={name}
              placeholder="ERP, as a rehearsal"
              autoComplete="off"
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={isPending}>
            {inbox ? "Rename" : "Create inbox"}
          </Button>
        </div>
      </form>
    </DialogWindow>
  );
}
