import type { Jobs } from "@/server/jobs";

/** How far ahead is rung for: until the next sweep. */
const PERIOD_MS = 60_000;

export interface RingDeps {
  /** The earliest time at which a delivery is due; null when none waits. */
  findNextDue: () => Promise<Date | null>;
  jobs: () => Jobs;
}

/** Rings for the delivery that falls due next, unless that is after the next sweep, which then does it. */
export async function ringForNextDue({ findNextDue, jobs }: RingDeps): Promise<void> {
  const nextDue = await findNextDue();
  if (nextDue && nextDue.getTime() <= Date.now() + PERIOD_MS) await jobs().send({ name: "webhook/deliveries.due", at: nextDue });
}
