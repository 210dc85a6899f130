"use client";

import { useState } from "react";
import { ReplayAllForm } from "@/app/(portal)/_event-log/replay-all-form";
import { obstacleOf, type ReplayTarget } from "@/app/(portal)/_event-log/replay-target";
import { type EventLogFilter, toListOptions } from "@/components/event-log/event-log-filter";
import { WebhookPicker } from "@/components/event-log/webhook-picker";
import { describeSelection } from "@/components/replay-job/describe-selection";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { REPLAYABLE_STATUSES } from "@/domain/replay-job/replay-job-input";

const SAME_MESSAGE = "Endpoints can tell by the message's id that it is the same one.";

/**
 * Shows how many events match the log's filter, and creates a job that sends them again: to the log's webhook, or to one of
 * `webhooks` that the reader chooses here. It is mounted newly each time it is opened.
 */
export function ReplayAllDialog({
  filter,
  webhooks,
  onClose,
}: {
  filter: EventLogFilter;
  webhooks: readonly ReplayTarget[];
  onClose: () => void;
}) {
  // The range of the count and of the job ends at the moment when the dialog was opened.
  const [timestamp] = useState(() => toListOptions(filter, Date.now()).timestamp);
  const [chosenId, setChosenId] = useState(filter.webhookId);
  const canChoose = filter.webhookId === null && obstacleOf(filter, webhooks) === null;
  const obstacle = obstacleOf({ ...filter, webhookId: chosenId }, webhooks);
  const target = webhooks.find(({ id }) => id === chosenId);
  const status = REPLAYABLE_STATUSES.find((known) => known === filter.status);
  const selection = { ...(status ? { status } : {}), ...(timestamp ? { timestamp } : {}) };
  const isReady = target !== undefined && obstacle === null;
  return (
    <DialogWindow
      title={isReady ? `Replay to “${target.name}”` : "Replay all that match"}
      description={
        isReady
          ? `${describeSelection(selection)} are sent again, the oldest first, as they were sent. ${SAME_MESSAGE} ${
              status === "failed" || status === "skipped"
                ? "What a replay has delivered since is left out."
                : "Each is sent once, however often it was replayed."
            }`
          : (obstacle ?? "A job sends the events of one webhook again. You see how many match before anything is sent.")
      }
      onClose={onClose}
    >
      <div className="grid gap-4">
        {canChoose && (
          <div className="grid gap-1.5">
            <span aria-hidden className="font-medium text-sm">
              Webhook
            </span>
            <WebhookPicker webhooks={webhooks} value={chosenId} onChange={setChosenId} placeholder="Choose a webhook" className="w-full" />
          </div>
        )}
        {isReady ? (
          <ReplayAllForm key={target.id} selection={selection} webhook={target} onClose={onClose} />
        ) : (
          <DialogButtons onCancel={onClose} cancelLabel={canChoose ? "Cancel" : "Close"} />
        )}
      </div>
    </DialogWindow>
  );
}
