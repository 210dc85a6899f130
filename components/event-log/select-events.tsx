"use client";

import { publishedIdOf } from "@/components/event-log/describe-outcome";
import { Checkbox } from "@/components/ui/checkbox";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";

/** Which rows are ticked, and what ticks others. */
export interface Selection {
  ids: ReadonlyMap<string, WebhookEvent>;
  onSelect: (ids: ReadonlyMap<string, WebhookEvent>) => void;
}

/** Why an event cannot be sent again; undefined when it can. */
function refusalOf(event: WebhookEvent, isDeleted: boolean): string | undefined {
  if (isDeleted) return "Its webhook was deleted, so it cannot be sent again.";
  if (event.status === "in_progress") return "It is being sent already.";
  return undefined;
}

/** Ticks every event that can be sent again, or none. */
export function SelectAll({
  events,
  isDeleted,
  selection: { ids, onSelect },
}: {
  events: readonly WebhookEvent[];
  isDeleted: (event: WebhookEvent) => boolean;
  selection: Selection;
}) {
  const selectable = events.filter((event) => refusalOf(event, isDeleted(event)) === undefined);
  const isAll = selectable.length > 0 && selectable.every((event) => ids.has(event.event_id));
  return (
    <Checkbox
      aria-label="Select all that are shown"
      checked={isAll ? true : ids.size > 0 ? "indeterminate" : false}
      disabled={selectable.length === 0}
      onCheckedChange={() => onSelect(new Map(isAll ? [] : selectable.map((event) => [event.event_id, event])))}
    />
  );
}

/** Ticks one event; where it cannot be sent again the box says why. */
export function SelectOne({
  event,
  isDeleted,
  selection: { ids, onSelect },
}: {
  event: WebhookEvent;
  isDeleted: boolean;
  selection: Selection;
}) {
  const refusal = refusalOf(event, isDeleted);
  return (
    <Checkbox
      aria-label={`Select ${event.event_name} ${publishedIdOf(event) ?? event.event_id}`}
      title={refusal}
      checked={ids.has(event.event_id)}
      disabled={refusal !== undefined}
      onCheckedChange={(isTicked) => {
        const next = new Map(ids);
        if (isTicked === true) next.set(event.event_id, event);
        else next.delete(event.event_id);
        onSelect(next);
      }}
    />
  );
}
