"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Controller } from "react-hook-form";
import type { ReplayTarget } from "@/app/(portal)/_event-log/replay-target";
import { QueryFault } from "@/app/(portal)/query-fault";
import { createReplayJobAction } from "@/app/(portal)/replay-jobs/actions";
import { replayCountQuery } from "@/app/(portal)/replay-jobs/queries";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { formatCount } from "@/components/replay-job/replay-progress";
import { Button } from "@/components/ui/button";
import { DialogButtons } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import type { ReplayJob } from "@/domain/replay-job/replay-job";
import { DEFAULT_RATE_PER_SECOND, MAX_RATE_PER_SECOND, replayJobOptions } from "@/domain/replay-job/replay-job-input";

/** The options that the reader chooses here; the rest comes from the log. */
const options = replayJobOptions.pick({ ratePerSecond: true, reapply_transform: true });

/** Shows how many of the webhook's events match, the rate at which they are sent again, and the button that starts it. */
export function ReplayAllForm({
  selection,
  webhook,
  onClose,
}: {
  selection: Pick<ReplayJob, "status" | "timestamp">;
  webhook: ReplayTarget;
  onClose: () => void;
}) {
  const router = useRouter();
  const switchId = useId();
  // True from the creation of the job until its page is there.
  const [isLeaving, setIsLeaving] = useState(false);
  const { status = null, timestamp } = selection;
  const { data, error, refetch } = useQuery(
    replayCountQuery({ webhookId: webhook.id, status, from: timestamp?.from ?? null, to: timestamp?.to ?? null }),
  );
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: options,
    mode: "onChange",
    defaultValues: { ratePerSecond: DEFAULT_RATE_PER_SECOND, reapply_transform: false },
    action: (chosen) => createReplayJobAction({ configId: webhook.id, ...selection, ...chosen }),
    onDone: ({ jobId }) => {
      setIsLeaving(true);
      router.push(`/replay-jobs/${jobId}` as Route);
    },
  });
  const isHeld = !data || data.count === 0 || errors.ratePerSecond !== undefined;
  return (
    <form {...formProps} className="grid gap-4">
      {error ? (
        <QueryFault error={error} onRetry={() => refetch()} />
      ) : (
        <p aria-live="polite" className="rounded-lg bg-sunken px-3 py-2.5">
          {data ? (
            <>
              <span className="font-semibold text-lg tabular-nums">{formatCount(data.count)}</span>{" "}
              <span className="text-ink-muted">{data.count === 1 ? "event matches" : "events match"}</span>
            </>
          ) : (
            <Skeleton className="my-1 h-5 w-32" />
          )}
        </p>
      )}
      <Field
        label="Events per second, at most"
        hint="New events of the webhook never wait behind the whole job."
        error={errors.ratePerSecond && `Give a whole number from 1 to ${MAX_RATE_PER_SECOND}.`}
      >
        {(control) => (
          <Input
            inputMode="numeric"
            autoComplete="off"
            className="w-28"
            {...control}
            {...form.register("ratePerSecond", { valueAsNumber: true })}
          />
        )}
      </Field>
      {webhook.hasTransform && (
        <div className="flex items-center gap-3">
          <Controller
            control={form.control}
            name="reapply_transform"
            render={({ field }) => <Switch id={switchId} checked={field.value === true} onCheckedChange={field.onChange} />}
          />
          <Label htmlFor={switchId}>Apply the current transform</Label>
        </div>
      )}
      {fault && <FormFault error={fault} />}
      <DialogButtons onCancel={onClose} isPending={isPending || isLeaving}>
        <Button type="submit" variant="primary" isPending={isPending || isLeaving} disabled={isHeld}>
          {data && data.count > 0 ? `Replay ${formatCount(data.count)} ${data.count === 1 ? "event" : "events"}` : "Replay"}
        </Button>
      </DialogButtons>
    </form>
  );
}
