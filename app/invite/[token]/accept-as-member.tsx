"use client";

import { useState } from "react";
import { acceptAction } from "@/app/invite/[token]/actions";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** For whom the invitation is, signed in. */
export function AcceptAsMember({ token, email }: { token: string; email: string }) {
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const accept = async () => {
    setIsPending(true);
    const result = await acceptAction(token).catch(() => null);
    if (result?.ok) return window.location.assign("/");
    setFault(result?.error.message ?? "The server could not be reached. Try again.");
    setIsPending(false);
  };
  return (
    <div className="grid gap-4 break-words rounded-xl border bg-canvas p-6 shadow-raised">
      {fault && <Notice tone="danger">{fault}</Notice>}
      <p>
        You are signed in as <strong className="font-medium">{email}</strong>.
      </p>
      <Button variant="primary" onClick={accept} isPending={isPending} className="w-full">
        Accept invitation
      </Button>
    </div>
  );
}
