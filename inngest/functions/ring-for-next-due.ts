import type { Jobs } from "@/server/jobs";

/** The time ahead for which is rung: until the next sweep. */
const PERIOD_MS = 60_000;
/**
 * The least time ahead of a ring. It is enough to be still in the future when the ring is sent, and it limits to five a second the asking
 * for what has no room yet.
 */
const SOON_MS = 200;

export interface RingDeps {
  /** Returns the earliest time at which a delivery is due; null when none waits. */
  findNextDue: () => Promise<Date | null>;
  jobs: () => Jobs;
}

/**
 * Rings for the delivery that falls due next, unless that is after the next sweep, which then does it. The ring is always a scheduled one,
 * even for what is due already. Its run rings in turn for the next delivery, and so on until none is near.
 */
export async function ringForNextDue({ findNextDue, jobs }: RingDeps): Promise<void> {
  const nextDue = await findNextDue();
  const nowMs = Date.now();
  if (!nextDue || nextDue.getTime() > nowMs + PERIOD_MS) return;
  await jobs().send({ name: "webhook/deliveries.due", at: new Date(Math.max(nextDue.getTime(), nowMs + SOON_MS)) });
}
