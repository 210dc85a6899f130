import { EMPTY_FILTER, type EventLogFilter } from "@/components/event-log/event-log-filter";

/** Returns the event log's filter for what the changes of a record have published. */
export function deliveriesOf(recordId: string): EventLogFilter {
  return { ...EMPTY_FILTER, entityId: recordId };
}
