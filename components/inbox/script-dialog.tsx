"use client";

import { ListPlus } from "lucide-react";
import { useRef, useState } from "react";
import type { ActionResult } from "@/components/form/action-result";
import { useFormAction } from "@/components/form/use-form-action";
import { AnswerFields, type FaultAt } from "@/components/inbox/answer-fields";
import { type StepValues, toScriptChange, toScriptValues } from "@/components/inbox/script-form-values";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { type Inbox, inboxChange } from "@/domain/inbox/inbox";
import { MAX_SEQUENCE_LENGTH } from "@/domain/inbox/inbox-answer";

/** A step that makes the next requests fail: what one most often wants to try. */
const FAILING = { status: "503", delaySeconds: "0", headers: "", body: "", times: "3" };

/** Asks how an inbox is to answer: the first requests one way, step by step, and all others another. */
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
  const [values, setValues] = useState(() => toScriptValues(inbox));
  const added = useRef(0);
  const form = useFormAction({ schema: inboxChange, input: toScriptChange(values), action, onDone });
  const setSteps = (sequence: readonly StepValues[]) => setValues({ ...values, sequence });
  const addStep = () => {
    added.current += 1;
    setSteps([...values.sequence, { ...FAILING, key: `added-${added.current}` }]);
  };
  const faultsOf =
    (place: string): FaultAt =>
    (field) =>
      field === "headers" ? form.faultWithin(`${place}.headers`) : form.faultAt(`${place}.${field}`);
  return (
    <DialogWindow isOpen onOpenChange={(isOpen) => !isOpen && !form.isPending && onClose()} className="max-w-xl">
      <div className="mb-5 grid gap-1">
        <DialogTitle className="break-words font-semibold text-base">How “{inbox.name}” answers</DialogTitle>
        <DialogDescription className="text-ink-muted">
          Let it fail or be slow, and see what Postern does. The steps begin anew when you save.
        </DialogDescription>
      </div>
      <form onSubmit={form.submit} noValidate className="grid gap-5">
        {form.refusal && <Notice tone="danger">{form.refusal}</Notice>}
        {values.sequence.length > 0 && (
          <ol className="grid gap-3">
            {values.sequence.map((step, index) => (
              <li key={step.key} className="rounded-lg border p-3">
                <AnswerFields
                  legend={index === 0 ? "The first requests" : "The requests after them"}
                  values={step}
                  times={step.times}
                  faultAt={faultsOf(`sequence.${index}`)}
                  onChange={(change) => setSteps(values.sequence.with(index, { ...step, ...change }))}
                  onRemove={() => setSteps(values.sequence.toSpliced(index, 1))}
                />
              </li>
            ))}
          </ol>
        )}
        {values.sequence.length < MAX_SEQUENCE_LENGTH && (
          <Button size="sm" className="justify-self-start" onClick={addStep}>
            <ListPlus aria-hidden />
            {values.sequence.length === 0 ? "Fail the first requests" : "Add another step"}
          </Button>
        )}
        <div className="rounded-lg border p-3">
          <AnswerFields
            legend={values.sequence.length === 0 ? "Each request" : "All requests after that"}
            values={values.answer}
            faultAt={faultsOf("answer")}
            onChange={(change) => setValues({ ...values, answer: { ...values.answer, ...change } })}
          />
        </div>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={form.isPending}>
            Save answers
          </Button>
        </div>
      </form>
    </DialogWindow>
  );
}
