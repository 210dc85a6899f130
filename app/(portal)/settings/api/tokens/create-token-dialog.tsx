"use client";

import { useState } from "react";
import { createTokenAction } from "@/app/(portal)/settings/api/tokens/actions";
import { TokenForm } from "@/components/api-token/token-form";
import { TokenOnce } from "@/components/api-token/token-once";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";

/** The window that creates a token: first the form, then, this once, the token. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const [created, setCreated] = useState<{ name: string; token: string } | null>(null);
  return (
    <DialogWindow isOpen onOpenChange={(isOpen) => !isOpen && onClose()} className="max-w-lg">
      <div className="mb-5 grid gap-1">
        <DialogTitle className="break-words font-semibold text-base">
          {created ? `“${created.name}” is created` : "Create an API token"}
        </DialogTitle>
        <DialogDescription className="text-ink-muted">
          {created ? "This is the token." : "A program that has it may act for your organization, as far as you say here."}
        </DialogDescription>
      </div>
      {created ? (
        <TokenOnce
          token={created.token}
          next={
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          }
        />
      ) : (
        <TokenForm
          onSubmit={createTokenAction}
          onCreated={setCreated}
          cancel={
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
          }
        />
      )}
    </DialogWindow>
  );
}
