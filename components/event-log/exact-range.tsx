"use client";

import { useId, useSyncExternalStore } from "react";
import type { EventLogFilter } from "@/components/event-log/event-log-filter";
import { Input } from "@/components/ui/input";

const pad = (value: number) => String(value).padStart(2, "0");

/** Returns a moment as the browser's date and time field takes it: in the reader's zone, to the second. Empty for null. */
export function toLocalInput(iso: string | null): string {
  if (iso === null) return "";
  const date = new Date(iso);
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** Returns the entered moment in ISO 8601, UTC; null while the text is no moment, or one after the year 9999. */
export function fromLocalInput(text: string): string | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) || date.getFullYear() > 9_999 ? null : date.toISOString();
}

const subscribeToNothing = () => () => {};

/** Shows both ends of a time range, in the reader's own zone. Either end may be left open. */
export function ExactRange({ filter, onFilter }: { filter: EventLogFilter; onFilter: (filter: EventLogFilter) => void }) {
  const isTurned = filter.from !== null && filter.to !== null && filter.from > filter.to;
  const fieldsId = useId();
  // The server does not know the reader's zone.
  const isZoneKnown = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  const faultId = `${fieldsId}-fault`;
  const end = (name: "from" | "to", label: string) => (
    <div className="flex min-w-0 items-center gap-2 max-md:w-full">
      <label htmlFor={`${fieldsId}-${name}`} className="w-9 shrink-0 text-ink-muted">
        {label}
      </label>
      <Input
        key={String(isZoneKnown)}
        id={`${fieldsId}-${name}`}
        type="datetime-local"
        step={1}
        className="w-56 max-md:flex-1"
        defaultValue={isZoneKnown ? toLocalInput(filter[name]) : ""}
        aria-invalid={isTurned || undefined}
        aria-describedby={isTurned ? faultId : undefined}
        onChange={(change) => onFilter({ ...filter, [name]: fromLocalInput(change.target.value) })}
      />
    </div>
  );
  return (
    <fieldset className="flex w-full flex-wrap items-center gap-x-4 gap-y-2">
      <legend className="sr-only">Published</legend>
      {end("from", "From")}
      {end("to", "To")}
      {isTurned && (
        <p id={faultId} className="text-danger-ink text-xs">
          The range ends before it begins.
        </p>
      )}
    </fieldset>
  );
}
