"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { restoreVersionAction } from "@/app/(portal)/settings/api/webhooks/[configId]/history/actions";
import type { ActionError } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { SecretInput } from "@/components/ui/secret-input";
import { FieldChanges } from "@/components/webhook-history/field-changes";
import { isSecretPath } from "@/domain/webhook/secret-path";
import type { WebhookVersion } from "@/domain/webhook/webhook-version";

const ANOTHER_ORIGIN = "It leads to another origin than now.";

/** Shows the changes of restoring a version before it is done. `updatedTime` is the webhook's as this page shows it. */
export function RestoreVersionDialog({
  configId,
  updatedTime,
  version,
  onClose,
}: {
  configId: string;
  updatedTime: string;
  version: WebhookVersion;
  onClose: () => void;
}) {
  const router = useRouter();
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<ActionError | null>(null);
  const [secret, setSecret] = useState("");
  const changes = version.changes_on_restore;
  const losesSecret = changes.some(({ field, after }) => field === "auth.authType" && after !== "NONE");

  /** The fault of the present secret, which does not go to the version's origin by itself. */
  const asked = fault?.faults.find(({ path }) => isSecretPath(path)) ?? null;
  const restore = async (given: string | null | undefined) => {
    setIsPending(true);
    const result = await callAction(() => restoreVersionAction({ configId, version: version.version, updatedTime, secret: given }));
    setIsPending(false);
    if (!result.ok) return setFault(result.error);
    toast.success(`Version ${version.version} is restored`);
    router.refresh();
    onClose();
  };
  return (
    <DialogWindow
      title={`Restore version ${version.version}?`}
      description={
        changes.length === 0
          ? "The webhook is as it was then. There is nothing to restore."
          : `The webhook becomes what it was then, as a new version. ${asked ? ANOTHER_ORIGIN : "Secrets stay as they are now."}`
      }
      isPending={isPending}
      onClose={onClose}
    >
      <div className="grid min-w-0 gap-4">
        {changes.length > 0 && (
          <div className="scrollbar-slim max-h-[50vh] overflow-y-auto">
            <FieldChanges changes={changes} label="What restoring changes" />
          </div>
        )}
        {losesSecret && (
          <Notice tone="warning">
            The authentication is of another kind than now, and its secret was not kept. Give it afterwards: until then nothing is
            delivered.
          </Notice>
        )}
        {asked && (
          <Field label="Secret of this version" error={asked.message}>
            {(control) => (
              <SecretInput
                label="secret"
                autoComplete="new-password"
                {...control}
                value={secret}
                onChange={(event) => setSecret(event.target.value)}
              />
            )}
          </Field>
        )}
        {fault && !asked && <FormFault error={fault} isTyped={false} />}
        <DialogButtons onCancel={onClose} isPending={isPending}>
          {fault?.code === "conflict" ? (
            <Button
              variant="primary"
              onClick={() => {
                router.refresh();
                onClose();
              }}
            >
              Show what it is now
            </Button>
          ) : (
            <>
              {asked && (
                <Button disabled={isPending} onClick={() => restore(null)}>
                  Restore without it
                </Button>
              )}
              <Button
                variant="primary"
                isPending={isPending}
                disabled={changes.length === 0 || (asked !== null && secret === "")}
                onClick={() => restore(asked ? secret : undefined)}
              >
                Restore
              </Button>
            </>
          )}
        </DialogButtons>
      </div>
    </DialogWindow>
  );
}
