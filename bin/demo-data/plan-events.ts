import { createRandom } from "@/bin/demo-data/seeded-random";
import { HOUR_MS } from "@/domain/duration";

export const DEMO_HOURS = 7 * 24;

/** The number of events of a type in an hour. */
export interface EventSlot {
  typeIndex: number;
  /** The hour's number; 0 begins a week before now. */
  hour: number;
  count: number;
}

/**
 * Spreads events over a week as people's work does: few at night and at weekends, most before and after noon. `subscribers` is the number
 * of deliveries that an event of each type makes. Together these are exactly `deliveries`.
 */
export function planEvents(input: {
  deliveries: number;
  seed: number;
  now: Date;
  types: readonly { weight: number; subscribers: number }[];
}): EventSlot[] {
  const { deliveries, types } = input;
  const random = createRandom(input.seed);
  const total = types.reduce((sum, { weight, subscribers }) => sum + weight * subscribers, 0);
  const counts = types.map(({ weight }) => Math.floor((deliveries * weight) / total));
  const missing = deliveries - counts.reduce((sum, count, index) => sum + count * (types[index]?.subscribers ?? 0), 0);
  const filler = types.findIndex(({ subscribers }) => subscribers === 1);
  counts[filler] = (counts[filler] ?? 0) + missing;

  return counts.flatMap((count, typeIndex) => {
    const weights = Array.from({ length: DEMO_HOURS }, (_, hour) => activityAt(startOf(input.now, hour)) * (0.88 + 0.24 * random()));
    return spread(count, weights).map((part, hour) => ({ typeIndex, hour, count: part }));
  });
}

/** Returns the time at which an hour of the demo begins. */
export function startOf(now: Date, hour: number): Date {
  return new Date(now.getTime() - (DEMO_HOURS - hour) * HOUR_MS);
}

function activityAt(at: Date): number {
  const hour = at.getUTCHours() + at.getUTCMinutes() / 60;
  const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  const bell = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2));
  return (isWeekend ? 0.4 : 1) * (0.14 + bell(9.5, 2.4) + 0.92 * bell(14.5, 2.8) + 0.3 * bell(19.5, 2));
}

/** Returns whole numbers that add up to `total`, in proportion to the weights. */
function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let reached = 0;
  let given = 0;
  return weights.map((weight) => {
    reached += weight;
    const part = Math.round((total * reached) / sum) - given;
    given += part;
    return part;
  });
}
