import { describe, expect, it } from "vitest";
import { ringForNextDue } from "@/inngest/functions/ring-for-next-due";
import { recordJobs } from "@/tests/support/test-context";

async function ringFor(nextDue: Date | null) {
  const jobs = recordJobs();
  await ringForNextDue({ findNextDue: async () => nextDue, jobs: () => jobs });
  return jobs.sent.flatMap((event) => (event.name === "webhook/deliveries.due" ? [event] : []));
}
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);

describe("ringForNextDue", () => {
  it("rings for what is due already a moment from now, as scheduled, so that its run rings for what follows", async () => {
    const before = Date.now();
    const [overdue] = await ringFor(inSeconds(-5));
    expect(overdue?.at?.getTime()).toBeGreaterThan(before);
    expect(overdue?.at?.getTime()).toBeLessThan(Date.now() + 300);
  });

  it("rings at its time for what falls due before the next sweep", async () => {
    const soon = inSeconds(30);
    expect(await ringFor(soon)).toEqual([{ name: "webhook/deliveries.due", at: soon }]);
  });

  it("lies still when nothing waits, or only for later", async () => {
    expect(await ringFor(null)).toEqual([]);
    expect(await ringFor(inSeconds(3_600))).toEqual([]);
  });
});
