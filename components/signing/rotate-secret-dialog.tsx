"use client";

import { useState } from "react";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { DEFAULT_OVERLAP_HOURS } from "@/domain/signing/secret-rotation";

const OVERLAPS = [
  { value: "0", label: "None: the old secret ends now" },
  { value: "1", label: "1 hour" },
  { value: "24", label: "24 hours" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
];

/** Asks for how long the old secret is to sign as well. `onRotate` gives what went wrong, or null: then the dialog closes. */
export function RotateSecretDialog({
  onRotate,
  onClose,
}: {
  onRotate: (overlapHours: number) => Promise<string | null>;
  onClose: () => void;
}) {
  const [overlap, setOverlap] = useState(`${DEFAULT_OVERLAP_HOURS}`);
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const rotate = async () => {
    setIsPending(true);
    const failure = await onRotate(Number(overlap)).catch(() => "Postern could not be reached. Try again.");
    setIsPending(false);
    setFault(failure);
    if (failure === null) onClose();
  };
  return (
    <DialogWindow isOpen onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}>
      <div className="grid gap-5">
        <div className="grid gap-1">
          <DialogTitle className="font-semibold text-base">Rotate the signing secret</DialogTitle>
          <DialogDescription className="text-ink-muted">
            A new secret signs from now on. During the overlap requests carry a signature of the old one, too, so that your endpoint can
            change over without missing any.
          </DialogDescription>
        </div>
        {fault && <Notice tone="danger">{fault}</Notice>}
        <Field label="Overlap" hint="Choose none where the old secret may have leaked.">
          {(control) => <Select value={overlap} onValueChange={setOverlap} options={OVERLAPS} {...control} />}
        </Field>
        {overlap === "0" && <Notice tone="warning">Your endpoint refuses every request until it has the new secret.</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} disabled={isPending}>
            Cancel
          </Button>
          <Button variant="primary" isPending={isPending} onClick={rotate}>
            Rotate secret
          </Button>
        </div>
      </div>
    </DialogWindow>
  );
}
