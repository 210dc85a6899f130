"use client";

import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { type Inbox, inboxChange } from "@/domain/inbox/inbox";

/** Asks for the name of a new inbox, or for a new name of `inbox`. */
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
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: inboxChange,
    defaultValues: { name: inbox?.name ?? "" },
    action,
    onDone,
  });
  return (
    <DialogWindow
      title={inbox ? "Rename the inbox" : "Create an inbox"}
      description={inbox ? "Its address stays as it is." : "It gets an address of its own, and answers 200 until you say otherwise."}
      isPending={isPending}
      onClose={onClose}
    >
      <form {...formProps} className="grid gap-5">
        {fault && <FormFault error={fault} />}
        <Field label="Name" isRequired error={errors.name?.message}>
          {(control) => <Input placeholder="ERP, as a rehearsal" autoComplete="off" {...control} {...form.register("name")} />}
        </Field>
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            {inbox ? "Rename" : "Create inbox"}
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}
