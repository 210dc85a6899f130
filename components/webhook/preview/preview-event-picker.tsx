"use client";

import { useId } from "react";
import { JsonField } from "@/components/json/json-field";
import { formatRelative } from "@/components/ui/format-time";
import { Select } from "@/components/ui/select";
import type { EventTypeOption } from "@/components/webhook/event-type";
import type { LivePreview } from "@/components/webhook/preview/use-live-preview";

const EXAMPLE = "example";
const OWN = "own";

/** Asks for the event to preview: the type's example, a recent one, or one that is typed. */
export function PreviewEventPicker({ live, type }: { live: LivePreview; type: EventTypeOption }) {
  const { chosen, choose, samples, ownFault } = live;
  const id = useId();
  const recent = samples?.events ?? [];
  const value = chosen.kind === "published" ? chosen.eventId : chosen.kind;
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="shrink-0 text-ink-muted text-xs">
          With
        </label>
        <Select
          id={id}
          value={value}
          onValueChange={(next) => {
            if (next === EXAMPLE) choose({ kind: "example" });
            else if (next === OWN) choose({ kind: "own", text: JSON.stringify(type.example ?? { entity: {} }, null, 2) });
            else choose({ kind: "published", eventId: next });
          }}
          className="h-7 min-w-0 flex-1 text-xs max-md:h-10"
          options={[
            { value: EXAMPLE, label: `The example of ${type.label}` },
            ...recent.map((event) => ({
              value: event.event_id,
              label: `${event.title ?? event.event_id} · ${formatRelative(new Date(event.created_at), Date.now())}`,
            })),
            { value: OWN, label: "An event of your own, as JSON" },
          ]}
        />
      </div>
      {chosen.kind === "own" && (
        <JsonField
          label="Event"
          error={ownFault ?? undefined}
          hint="As it would be published: { entity } or { data }, and what else it has."
          value={chosen.text}
          onChange={(text) => choose({ kind: "own", text })}
          minLines={8}
        />
      )}
    </div>
  );
}
