"use client";

import { RefreshCw } from "lucide-react";
import { useOptimistic, useState, useTransition } from "react";
import { toast } from "sonner";
import { changeFormAction, replaceFormKeyAction } from "@/app/(portal)/entities/schemas/[slug]/form/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useAction } from "@/components/form/use-action";
import { GuardedButton } from "@/components/permission/guarded-button";
import { GuardedSwitch } from "@/components/permission/guarded-switch";
import { FormExamples } from "@/components/submission-form/form-examples";
import { OriginsForm } from "@/components/submission-form/origins-form";
import { CopyButton } from "@/components/ui/copy-button";
import type { SubmissionFormAnswer } from "@/domain/submission-form/submission-form";

/** Shows the organization's public form: whether it is on, its address, who may send to it, and how. */
export function PublicForm({ form }: { form: SubmissionFormAnswer }) {
  const { url, origins } = form;
  const [isOn, setIsOn] = useOptimistic(form.enabled);
  const { call } = useAction();
  const [isPending, startTransition] = useTransition();
  const [isReplacing, setIsReplacing] = useState(false);
  const change = (enabled: boolean) =>
    startTransition(async () => {
      setIsOn(enabled);
      const result = await call("The form was not switched", () => changeFormAction({ enabled }));
      if (result.ok) toast.success(enabled ? "The public form is on" : "The public form is off: its address answers 404");
    });
  return (
    <>
      <section aria-labelledby="public-form" className="rounded-lg border">
        <div className="flex items-start justify-between gap-4 px-4 py-3">
          <div className="min-w-0">
            <h2 id="public-form" className="font-semibold text-sm">
              Public form
            </h2>
            <p id="public-form-hint" className="mt-0.5 max-w-2xl text-ink-muted">
              Anybody who knows its address can make a submission, without signing in. Each publishes{" "}
              <code className="font-mono text-xs">submission.created</code> and{" "}
              <code className="font-mono text-xs">customer_request_created</code>.
            </p>
          </div>
          <GuardedSwitch
            scope="write"
            checked={isOn}
            disabled={isPending}
            onCheckedChange={change}
            aria-label="Public form on"
            aria-describedby="public-form-hint"
          />
        </div>
        {url !== null && (
          <div className="grid gap-x-4 gap-y-2 border-t px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
            <div className="min-w-0">
              <p className="text-ink-muted text-xs">{isOn ? "Address" : "Address, which answers 404 while the form is off"}</p>
              <code className="break-all font-mono text-xs">{url}</code>
            </div>
            <div className="flex flex-wrap gap-2">
              <CopyButton text={url} label="address" isWide />
              <GuardedButton scope="write" size="sm" onClick={() => setIsReplacing(true)}>
                <RefreshCw aria-hidden />
                Replace address
              </GuardedButton>
            </div>
          </div>
        )}
      </section>
      {url !== null && (
        <>
          <OriginsForm
            key={origins.join()}
            origins={origins}
            action={(changed) => changeFormAction({ origins: changed })}
            onDone={() => toast.success("The origins are saved")}
          />
          <FormExamples url={url} hasOrigins={origins.length > 0} />
        </>
      )}
      <ConfirmDialog
        about={isReplacing ? "the form" : null}
        onClose={() => setIsReplacing(false)}
        title={() => "Replace the address of the public form?"}
        description={() => "The old address answers 404 at once. Every website that uses it needs the new one."}
        confirmLabel="Replace address"
        action={replaceFormKeyAction}
        onDone={() => toast.success("The public form has a new address")}
      />
    </>
  );
}
