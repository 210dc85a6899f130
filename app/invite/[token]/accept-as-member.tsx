"use client";

import { useState } from "react";
import { acceptAction } from "@/app/invite/[token]/actions";
import type { ActionError } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";
import { FormFault } from "@/components/form/form-fault";
import { Button } from "@/components/ui/button";

/** Shows an invitation to the signed-in user whom it is for. */
export function AcceptAsMember({ token, email }: { token: string; email: string }) {
  const [fault, setFault] = useState<ActionError | null>(null);
  const [isPending, setIsPending] = useState(false);
  const accept = async () => {
    setIsPending(true);
    const result = await callAction(() => acceptAction(token));
    if (result.ok) return window.location.assign("/");
    setFault(result.error);
    setIsPending(false);
  };
  return (
    <div className="grid gap-4 break-words rounded-xl border bg-canvas p-6 shadow-raised">
      {fault && <FormFault error={fault} isTyped={false} />}
      <p>
        You are signed in as <strong className="font-medium">{email}</strong>.
      </p>
      <Button variant="primary" onClick={accept} isPending={isPending} className="w-full">
        Accept invitation
      </Button>
    </div>
  );
}
