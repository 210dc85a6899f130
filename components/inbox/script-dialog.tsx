"use client";

import { ListPlus } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import type { ActionResult } from "@/components/form/action-result";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { AnswerFields } from "@/components/inbox/answer-fields";
import { scriptForm, toScriptValues } from "@/components/inbox/script-form-values";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import type { Inbox } from "@/domain/inbox/inbox";
import { MAX_SEQUENCE_LENGTH } from "@/domain/inbox/inbox-answer";

/** A step that makes the next requests fail, the case that is tried most often. */
const FAILING = { status: "503", delaySeconds: "0", headers: "", body: "", times: "3" };

/** Asks how an inbox answers: the first requests step by step, and all later ones in one way. */
export function ScriptDialog({
  inbox,
  action,
  onDone,
  onClose,
}: {
  inbox: Inbox;
  action: (change: unknown) => Promise<ActionResult<Inbox>>;
  onDone: (inbox: Inbox) => void;
  onClose: () => void;
}) {
  const { form, formProps, fault, isPending } = useActionForm({
    schema: scriptForm,
    defaultValues: toScriptValues(inbox),
    action,
    onDone,
  });
  const { fields: steps, append, remove } = useFieldArray({ control: form.control, name: "sequence" });
  return (
    <DialogWindow
      title={`How “${inbox.name}” answers`}
      description="Let it fail or be slow, and see what Postern does. The steps begin anew when you save."
      isPending={isPending}
      onClose={onClose}
      className="max-w-xl"
    >
      <form {...formProps} className="grid gap-5">
        {fault && <FormFault error={fault} />}
        {steps.length > 0 && (
          <ol className="grid gap-3">
            {steps.map((step, index) => (
              <li key={step.id} className="rounded-lg border p-3">
                <AnswerFields
                  form={form}
                  place={`sequence.${index}`}
                  legend={index === 0 ? "The first requests" : "The requests after them"}
                  onRemove={() => remove(index)}
                />
              </li>
            ))}
          </ol>
        )}
        {steps.length < MAX_SEQUENCE_LENGTH && (
          <Button size="sm" className="justify-self-start" onClick={() => append(FAILING, { shouldFocus: false })}>
            <ListPlus aria-hidden />
            {steps.length === 0 ? "Fail the first requests" : "Add another step"}
          </Button>
        )}
        <div className="rounded-lg border p-3">
          <AnswerFields form={form} place="answer" legend={steps.length === 0 ? "Each request" : "All requests after that"} />
        </div>
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            Save answers
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}
