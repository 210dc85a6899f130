"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import type { ReplayTarget } from "@/app/(portal)/_event-log/replay-target";
import { QueryFault } from "@/app/(portal)/query-fault";
import { createReplayJobAction } from "@/app/(portal)/replay-jobs/actions";
import { replayCountQuery } from "@/app/(portal)/replay-jobs/queries";
import { Field } from "@/components/form/field";
import { formatCount } from "@/components/replay-job/replay-progress";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import type { ReplayJob } from "@/domain/replay-job/replay-job";
import { DEFAULT_RATE_PER_SECOND, MAX_RATE_PER_SECOND } from "@/domain/replay-job/replay-job-input";

/** How many of the webhook's events match, how fast they are sent again, and the button that does it. */
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
  const [rate, setRate] = useState(String(DEFAULT_RATE_PER_SECOND));
  const [isTransformedAgain, setIsTransformedAgain] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { status = null, timestamp } = selection;
  const { data, error, refetch } = useQuery(
    replayCountQuery({ webhookId: webhook.id, status, from: timestamp?.from ?? null, to: timestamp?.to ?? null }),
  );
  const ratePerSecond = Number(rate);
  const isRateValid = Number.isInteger(ratePerSecond) && ratePerSecond >= 1 && ratePerSecond <= MAX_RATE_PER_SECOND;

  const create = async () => {
    setIsPending(true);
    setFault(null);
    const result = await createReplayJobAction({
      configId: webhook.id,
      ...selection,
      ratePerSecond,
      reapply_transform: isTransformedAgain,
    });
    if (result.ok) return router.push(`/replay-jobs/${result.data.jobId}` as Route);
    setIsPending(false);
    setFault(result.error.message);
  };
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRateValid && data && data.count > 0) void create();
      }}
    >
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
        error={isRateValid ? undefined : `Give a whole number from 1 to ${MAX_RATE_PER_SECOND}.`}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            value={rate}
            onChange={(change) => setRate(change.target.value.trim())}
            className="w-28"
          />
        )}
      </Field>
      {webhook.hasTransform && (
        <div className="flex items-center gap-3">
          <Switch id={switchId} checked={isTransformedAgain} onCheckedChange={setIsTransformedAgain} />
          <Label htmlFor={switchId}>Apply the current transform</Label>
        </div>
      )}
      {fault && <Notice tone="danger">{fault}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose} disabled={isPending}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isPending={isPending} disabled={!data || data.count === 0 || !isRateValid}>
          {data && data.count > 0 ? `Replay ${formatCount(data.count)} ${data.count === 1 ? "event" : "events"}` : "Replay"}
        </Button>
      </div>
    </form>
  );
}
