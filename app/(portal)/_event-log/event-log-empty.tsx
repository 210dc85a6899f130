"use client";

import { Activity, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Shows why the log is empty: nothing matches the filters, or nothing has happened yet. */
export function EventLogEmpty({ isNarrowed, onClear, whenEmpty }: { isNarrowed: boolean; onClear: () => void; whenEmpty: ReactNode }) {
  if (isNarrowed) {
    return (
      <EmptyState icon={SearchX} title="No event matches" action={<Button onClick={onClear}>Clear the filters</Button>}>
        Nothing in the log has this status, time and id. New events appear here by themselves.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Activity} title="No events yet" action={whenEmpty}>
      Each event that a webhook subscribes to appears here as soon as it is published, with every attempt to deliver it.
    </EmptyState>
  );
}
