import { ulid } from "ulid";
import type { Database } from "@/server/platform/db";

/** The graphile-worker task that hands an event to the functions that listen to it. */
export const EVENT_TASK = "inngest/event";

/** An event as the SDK's protocol has it (Inngest SDK specification, 1.3.4). */
export interface HostEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  /** Unix time in milliseconds. A time in the future is when the functions are to see the event. */
  ts: number;
}

export function newHostEvent(event: {
  id?: string | undefined;
  name: string;
  data?: Record<string, unknown>;
  ts?: number | undefined;
}): HostEvent {
  return { id: event.id ?? ulid(), name: event.name, data: event.data ?? {}, ts: event.ts ?? Date.now() };
}

/**
 * Puts an event into the embedded host's queue and wakes the host. With a `key`, it replaces an event that still waits under the same key:
 * one is enough. `isDurable: false` spares the wait for the disk. If the machine fails in that moment, such an event may be lost, and its
 * work must be found again by other means.
 */
export async function addEvent(input: { db: Database; event: HostEvent; key?: string; isDurable?: boolean }): Promise<void> {
  const { event } = input;
  const at = event.ts > Date.now() ? new Date(event.ts) : null;
  await input.db.$executeRaw`
    select set_config('synchronous_commit', ${input.isDurable === false ? "off" : "on"}, true)
    from graphile_worker.add_job(
      ${EVENT_TASK}, ${JSON.stringify(event)}::json,
      run_at => ${at}::timestamptz, job_key => ${input.key ?? null}::text, flags => array[${event.name}]::text[])`;
}

/** Puts several events into the embedded host's queue in one statement, to be seen at once. */
export async function addEvents(input: { db: Database; events: readonly HostEvent[]; isDurable?: boolean }): Promise<void> {
  await input.db.$executeRaw`
    select set_config('synchronous_commit', ${input.isDurable === false ? "off" : "on"}, true)
    from unnest(${input.events.map((event) => JSON.stringify(event))}::text[], ${input.events.map(({ name }) => name)}::text[]) as e(body, name)
    cross join lateral graphile_worker.add_job(${EVENT_TASK}, e.body::json, flags => array[e.name])`;
}
