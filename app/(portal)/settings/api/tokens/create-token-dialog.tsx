"use client";

import { useState } from "react";
import { createTokenAction } from "@/app/(portal)/settings/api/tokens/actions";
import { TokenForm } from "@/components/api-token/token-form";
import { TokenOnce } from "@/components/api-token/token-once";
import { Button } from "@/components/ui/button";
import { DialogWindow } from "@/components/ui/dialog";

/** Shows the window that creates a token: first the form, then the token, which is shown only once. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const [created, setCreated] = useState<{ name: string; token: string } | null>(null);
  return (
    <DialogWindow
      title={created ? `“${created.name}” is created` : "Create an API token"}
      description={created ? "This is the token." : "A program that has it may act for your organization, as far as you say here."}
      onClose={onClose}
      className="max-w-lg"
    >
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
        <TokenForm onSubmit={createTokenAction} onCreated={setCreated} onCancel={onClose} />
      )}
    </DialogWindow>
  );
}
