"use client";

import { Pause, Play, Search, X } from "lucide-react";
import { type EventLogFilter, PERIODS, type Period } from "@/components/event-log/event-log-filter";
import { ExactRange } from "@/components/event-log/exact-range";
import { STATUS_LABEL } from "@/components/event-log/status-badge";
import { type PickedWebhook, WebhookPicker } from "@/components/event-log/webhook-picker";
import { useTypedSearch } from "@/components/search/use-typed-search";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Tooltip } from "@/components/ui/tooltip";
import type { DeliveryStatus } from "@/domain/delivery/search-options";

const STATUS_OPTIONS = [
  { value: "all", label: "All" },
  ...(["succeeded", "failed", "in_progress", "skipped"] as const).map((status) => ({ value: status, label: STATUS_LABEL[status] })),
] as const;

/** Shows the log's filters and the button for live updates. `webhooks` is given where one can be chosen. */
export function EventFilters({
  filter,
  onFilter,
  webhooks,
  isLive,
  onLive,
}: {
  filter: EventLogFilter;
  onFilter: (filter: EventLogFilter) => void;
  webhooks?: readonly PickedWebhook[] | undefined;
  isLive: boolean;
  onLive: (isLive: boolean) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="scrollbar-slim -mx-4 max-w-[calc(100%+2rem)] overflow-x-auto px-4 md:mx-0 md:px-0">
        <Segmented
          label="Status"
          value={filter.status ?? "all"}
          onValueChange={(value) => onFilter({ ...filter, status: value === "all" ? null : (value as DeliveryStatus) })}
          options={STATUS_OPTIONS}
        />
      </div>
      <Select
        aria-label="Time range"
        className="w-36 max-md:min-w-36 max-md:flex-1"
        value={filter.period}
        onValueChange={(value) => onFilter({ ...filter, period: value as Period, from: null, to: null })}
        options={PERIODS}
      />
      {webhooks && (
        <WebhookPicker
          webhooks={webhooks}
          value={filter.webhookId}
          onChange={(webhookId) => onFilter({ ...filter, webhookId })}
          className="w-44 max-md:min-w-36 max-md:flex-1"
        />
      )}
      <IdSearch value={filter.eventId} onSearch={(eventId) => onFilter({ ...filter, eventId })} />
      {filter.entityId && <RecordChip onClear={() => onFilter({ ...filter, entityId: null })} />}
      <LiveToggle isLive={isLive} onLive={onLive} />
      {filter.period === "exact" && <ExactRange filter={filter} onFilter={onFilter} />}
    </div>
  );
}

function IdSearch({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const [typed, setTyped] = useTypedSearch(value, onSearch);
  return (
    <div className="relative min-w-36 flex-1">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-subtle" />
      <Input
        type="search"
        aria-label="Find by event id or webhook-id"
        placeholder="Event id or webhook-id"
        value={typed}
        onChange={(change) => setTyped(change.target.value)}
        spellCheck={false}
        autoComplete="off"
        maxLength={255}
        className="pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {typed !== "" && (
        <button
          type="button"
          aria-label="Clear the id"
          onClick={() => {
            setTyped("");
            onSearch("");
          }}
          className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-md text-ink-subtle hover:text-ink"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </div>
  );
}

/** Says that the log shows the events of one record alone, and leads back to all. */
function RecordChip({ onClear }: { onClear: () => void }) {
  return (
    <span className="inline-flex h-8 items-center gap-1 rounded-md bg-accent-soft pl-2.5 font-medium text-accent-ink text-xs max-md:h-10">
      Of one record
      <button
        type="button"
        aria-label="Show the events of all records"
        onClick={onClear}
        className="flex h-full w-8 items-center justify-center rounded-md"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}

function LiveToggle({ isLive, onLive }: { isLive: boolean; onLive: (isLive: boolean) => void }) {
  const name = isLive ? "Pause live updates" : "Resume live updates";
  return (
    <Tooltip text={name}>
      <Button
        variant="secondary"
        aria-label={name}
        onClick={() => onLive(!isLive)}
        className="max-md:w-10 max-md:px-0 md:w-28 md:justify-start"
      >
        {isLive ? <Pause aria-hidden className="text-ink-subtle" /> : <Play aria-hidden className="text-ink-subtle" />}
        <span className="max-md:sr-only">{isLive ? "Live" : "Paused"}</span>
        <span
          aria-hidden
          className={cn("ml-auto size-1.5 shrink-0 max-md:hidden rounded-full", isLive ? "bg-success-solid" : "bg-line-strong")}
        />
      </Button>
    </Tooltip>
  );
}
