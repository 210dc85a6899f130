"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { createTokenAction } from "@/app/(portal)/settings/api/tokens/actions";
import { TokenForm } from "@/components/api-token/token-form";
import { TokenOnce } from "@/components/api-token/token-once";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";

/** The button that creates a token and its window: first the form, then, this once, the token. */
export function CreateTokenDialog() {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [created, setCreated] = useState<{ name: string; token: string } | null>(null);
  const close = () => {
    setIsOpen(false);
    if (created) router.refresh();
  };
  const open = () => {
    setCreated(null);
    setIsOpen(true);
  };
  return (
    <>
      <Button variant="primary" onClick={open}>
        <Plus aria-hidden />
        Create token
      </Button>
      <DialogWindow isOpen={isOpen} onOpenChange={(next) => !next && close()} className="max-w-lg">
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
              <Button variant="primary" onClick={close}>
                Done
              </Button>
            }
          />
        ) : (
          <TokenForm
            onSubmit={createTokenAction}
            onCreated={setCreated}
            cancel={
              <Button variant="ghost" onClick={close}>
                Cancel
              </Button>
            }
          />
        )}
      </DialogWindow>
    </>
  );
}
