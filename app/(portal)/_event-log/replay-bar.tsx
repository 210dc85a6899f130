"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { ReplayAllDialog } from "@/app/(portal)/_event-log/replay-all-dialog";
import type { ReplayTarget } from "@/app/(portal)/_event-log/replay-target";
import { replayEventsAction } from "@/app/(portal)/replay-jobs/actions";
import type { EventLogFilter } from "@/components/event-log/event-log-filter";
import { useAction } from "@/components/form/use-action";
import { GuardedButton } from "@/components/permission/guarded-button";
import { Button } from "@/components/ui/button";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";

/** The most events that one call replays (contract.md: batchReplayEvents). */
const MAX_SELECTED = 100;

/** Shows the buttons that send events again: the selected rows, or all that match the log's filter. */
export function ReplayBar({
  filter,
  webhooks,
  selected,
  onClear,
}: {
  filter: EventLogFilter;
  webhooks: readonly ReplayTarget[];
  selected: readonly WebhookEvent[];
  onClear: () => void;
}) {
  const client = useQueryClient();
  const { call, isPending } = useAction();
  const [isAskingForAll, setIsAskingForAll] = useState(false);
  const replaySelected = async () => {
    const targets = selected.map((delivery) => ({ configId: delivery.webhook_config_id, eventId: delivery.event_id }));
    const result = await call("Not all could be replayed", () => replayEventsAction(targets));
    if (result.ok) {
      toast.success(result.data === 1 ? "The event is sent again" : `${result.data} events are sent again`, {
        description: "Each appears in the log as a new delivery.",
      });
      onClear();
    }
    await client.invalidateQueries({ queryKey: ["deliveries"] });
  };
  const isTooMany = selected.length > MAX_SELECTED;
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-2">
      {selected.length > 0 ? (
        <>
          <p aria-live="polite" className="font-medium tabular-nums">
            {selected.length} selected
          </p>
          <Button variant="primary" size="sm" onClick={replaySelected} isPending={isPending} disabled={isTooMany}>
            {!isPending && <RotateCw aria-hidden />}
            Replay selected
          </Button>
          <Button variant="ghost" size="sm" onClick={onClear}>
            Clear
          </Button>
          {isTooMany && <p className="text-ink-muted text-xs">At most {MAX_SELECTED} at once. For more, replay all that match.</p>}
        </>
      ) : (
        <GuardedButton scope="publish" size="sm" className="ml-auto" onClick={() => setIsAskingForAll(true)}>
          <RotateCw aria-hidden />
          Replay all that match
        </GuardedButton>
      )}
      {isAskingForAll && <ReplayAllDialog filter={filter} webhooks={webhooks} onClose={() => setIsAskingForAll(false)} />}
    </div>
  );
}
