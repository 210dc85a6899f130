"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { QueryFault } from "@/app/(portal)/query-fault";
import { createReplayJobAction } from "@/app/(portal)/replay-jobs/actions";
import { replayCountQuery } from "@/app/(portal)/replay-jobs/queries";
import { type EventLogFilter, toListOptions } from "@/components/event-log/event-log-filter";
import { Field } from "@/components/form/field";
import { describeSelection } from "@/components/replay-job/describe-selection";
import { formatCount } from "@/components/replay-job/replay-progress";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { DEFAULT_RATE_PER_SECOND, MAX_RATE_PER_SECOND, REPLAYABLE_STATUSES } from "@/domain/replay-job/replay-job-input";

/** Why a job cannot be made of what the log is narrowed to; null when it can. */
function obstacleOf(filter: EventLogFilter): string | null {
  if (!filter.webhookId) return "A job replays the events of one webhook: choose one above the log first.";
  if (filter.eventId) return "The log is narrowed to an id. Clear it, or open the event and replay it there.";
  if (filter.status === "in_progress") return "What is in progress is being sent already. Choose another status.";
  return null;
}

/** Counts what matches the log's filter, and makes a job that sends it again. Mounted anew each time it is opened. */
export function ReplayAllDialog({
  filter,
  webhookName,
  canTransform,
  onClose,
}: {
  filter: EventLogFilter;
  webhookName: string;
  /** Whether the webhook has a transform that could be applied anew. */
  canTransform: boolean;
  onClose: () => void;
}) {
  const obstacle = obstacleOf(filter);
  return (
    <DialogWindow isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {obstacle === null && filter.webhookId ? (
        <ReplayAllForm
          filter={filter}
          webhookId={filter.webhookId}
          webhookName={webhookName}
          canTransform={canTransform}
          onClose={onClose}
        />
      ) : (
        <div className="grid gap-4">
          <DialogTitle className="font-semibold text-base">Replay all that match</DialogTitle>
          <DialogDescription className="text-ink-muted">{obstacle}</DialogDescription>
          <div className="flex justify-end">
            <Button onClick={onClose}>Close</Button>
          </div>
        </div>
      )}
    </DialogWindow>
  );
}

function ReplayAllForm({
  filter,
  webhookId,
  webhookName,
  canTransform,
  onClose,
}: {
  filter: EventLogFilter;
  webhookId: string;
  webhookName: string;
  canTransform: boolean;
  onClose: () => void;
}) {
  const router = useRouter();
  const switchId = useId();
  // A period reaches back from the moment at which the dialog was opened, for the count and for the job.
  const [timestamp] = useState(() => toListOptions(filter, Date.now()).timestamp);
  const [rate, setRate] = useState(String(DEFAULT_RATE_PER_SECOND));
  const [isTransformedAgain, setIsTransformedAgain] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const status = REPLAYABLE_STATUSES.find((known) => known === filter.status);
  const { data, error, refetch } = useQuery(
    replayCountQuery({ webhookId, status: status ?? null, from: timestamp?.from ?? null, to: timestamp?.to ?? null }),
  );
  const ratePerSecond = Number(rate);
  const isRateValid = Number.isInteger(ratePerSecond) && ratePerSecond >= 1 && ratePerSecond <= MAX_RATE_PER_SECOND;
  const selection = { ...(status ? { status } : {}), ...(timestamp ? { timestamp } : {}) };

  const create = async () => {
    setIsPending(true);
    setFault(null);
    const result = await createReplayJobAction({ configId: webhookId, ...selection, ratePerSecond, reapply_transform: isTransformedAgain });
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
      <div className="grid gap-1.5">
        <DialogTitle className="break-words font-semibold text-base">Replay to “{webhookName}”</DialogTitle>
        <DialogDescription className="text-ink-muted">
          {describeSelection(selection)} are sent again, the oldest first, as they were sent. Endpoints can tell by the message's id that it
          is the same one.{" "}
          {status === "failed" || status === "skipped"
            ? "What a replay has delivered since is left out."
            : "Each is sent once, however often it was replayed."}
        </DialogDescription>
      </div>
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
        label="At most so many a second"
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
      {canTransform && (
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
