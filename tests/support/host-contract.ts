import { randomUUID } from "node:crypto";
import { type FailureEventArgs, type Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from "inngest";
import { afterEach, describe, expect, it, vi } from "vitest";

/** A host of Inngest functions, as this suite needs it. */
export interface HostUnderTest {
  inngest: Inngest.Any;
  /** Resolves once the schedules of a whole minute are due; the host waits for that, or is told so. */
  passMinute(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Describes the behaviour that the embedded host and Inngest itself must share. `start` creates a client, creates functions with
 * it by `define`, and runs them. `timeoutMs` is the longest time that the host may take to try again by itself.
 */
export function describeHostContract(
  name: string,
  input: { start: (define: (inngest: Inngest.Any) => InngestFunction.Any[]) => Promise<HostUnderTest>; timeoutMs: number },
): void {
  const { timeoutMs } = input;
  let host: HostUnderTest | undefined;

  /** Runs the functions and sends each an event of its own name, so that the events of one test never reach the functions of another. */
  const run = async (define: (inngest: Inngest.Any, event: string) => InngestFunction.Any[], data: Record<string, unknown> = {}) => {
    const event = `contract/${randomUUID()}`;
    host = await input.start((inngest) => define(inngest, event));
    await host.inngest.send({ name: event, data });
  };
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: timeoutMs, interval: 20 });

  afterEach(async () => {
    await host?.stop();
    host = undefined;
  });

  describe(name, () => {
    it("runs each step once and gives its result to the steps after it", async () => {
      const seen: string[] = [];
      await run(
        (inngest, event) => [
          inngest.createFunction({ id: "steps", triggers: [{ event }] }, async ({ event: sent, step }) => {
            const first = await step.run("first", () => {
              seen.push("first");
              return `${sent.data["greeting"]},`;
            });
            const second = await step.run("second", () => {
              seen.push("second");
              return `${first} world`;
            });
            await step.run("third", () => seen.push(second));
          }),
        ],
        { greeting: "hello" },
      );
      await eventually(() => expect(seen).toEqual(["first", "second", "hello, world"]));
    });

    it("tries a failing step again without repeating the steps before it", async () => {
      const seen: string[] = [];
      await run((inngest, event) => [
        inngest.createFunction({ id: "retry", triggers: [{ event }], retries: 2 }, async ({ step, attempt }) => {
          await step.run("before", () => seen.push("before"));
          await step.run("flaky", () => {
            seen.push(`flaky ${attempt}`);
            if (attempt === 0) throw new Error("not yet");
          });
          await step.run("after", () => seen.push(`after ${attempt}`));
        }),
      ]);
      await eventually(() => expect(seen).toEqual(["before", "flaky 0", "flaky 1", "after 0"]));
    });

    it("gives a step's last error to the function, which may catch it", async () => {
      const seen: string[] = [];
      await run((inngest, event) => [
        inngest.createFunction({ id: "caught", triggers: [{ event }], retries: 1 }, async ({ step }) => {
          const outcome = await step
            .run("doomed", () => {
              seen.push("tried");
              throw new Error("broken for good");
            })
            .catch((error: Error) => error.message);
          await step.run("recover", () => seen.push(outcome));
        }),
      ]);
      await eventually(() => expect(seen).toEqual(["tried", "tried", "broken for good"]));
    });

    it("sleeps as long as asked, and goes on where it was", async () => {
      const times: number[] = [];
      await run((inngest, event) => [
        inngest.createFunction({ id: "sleeper", triggers: [{ event }] }, async ({ step }) => {
          await step.run("before", () => times.push(Date.now()));
          await step.sleep("nap", "1s");
          await step.run("after", () => times.push(Date.now()));
        }),
      ]);
      await eventually(() => expect(times).toHaveLength(2));
      expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
    });

    it("waits as long as a RetryAfterError asks", async () => {
      const times: number[] = [];
      await run((inngest, event) => [
        inngest.createFunction({ id: "later", triggers: [{ event }] }, async ({ step }) => {
          await step.run("busy", () => {
            times.push(Date.now());
            if (times.length === 1) throw new RetryAfterError("busy", new Date(Date.now() + 3_000));
          });
        }),
      ]);
      await eventually(() => expect(times).toHaveLength(2));
      // Inngest counts in whole seconds.
      expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2_000);
    });

    it("does not try again after a NonRetriableError, and calls onFailure with the error and the event", async () => {
      const seen: unknown[] = [];
      await run(
        (inngest, event) => [
          inngest.createFunction(
            {
              id: "fatal",
              triggers: [{ event }],
              retries: 3,
              onFailure: ({ error, event: failed }: FailureEventArgs) => void seen.push(error.message, failed.data.event.data),
            },
            () => {
              seen.push("called");
              throw new NonRetriableError("never again");
            },
          ),
        ],
        { order: 7 },
      );
      await eventually(() => expect(seen).toEqual(["called", "never again", { order: 7 }]));
    });

    it("calls onFailure when the last retry of a function has failed", async () => {
      const seen: string[] = [];
      await run((inngest, event) => [
        inngest.createFunction(
          {
            id: "exhausted",
            triggers: [{ event }],
            retries: 1,
            onFailure: ({ error }: FailureEventArgs) => void seen.push(`gave up: ${error.message}`),
          },
          ({ attempt }) => {
            seen.push(`try ${attempt}`);
            throw new Error("broken");
          },
        ),
      ]);
      await eventually(() => expect(seen).toEqual(["try 0", "try 1", "gave up: broken"]));
    });

    it("runs steps side by side, each once, and joins them", async () => {
      const seen: string[] = [];
      await run((inngest, event) => [
        inngest.createFunction({ id: "parallel", triggers: [{ event }] }, async ({ step }) => {
          const parts = await Promise.all(["a", "b", "c"].map((part) => step.run(part, () => seen.push(part) && part)));
          await step.run("join", () => seen.push(parts.join("")));
        }),
      ]);
      await eventually(() => expect(seen.at(-1)).toBe("abc"));
      expect([...seen].sort()).toEqual(["a", "abc", "b", "c"]);
    });

    it("hands an event to every function that listens, and an event that a step sends to its listeners", async () => {
      const seen: string[] = [];
      await run((inngest, event) => [
        inngest.createFunction({ id: "one", triggers: [{ event }] }, async ({ step }) => {
          await step.sendEvent("pass-on", { name: `${event}/next`, data: { by: "one" } });
        }),
        inngest.createFunction({ id: "two", triggers: [{ event }] }, () => void seen.push("two")),
        inngest.createFunction(
          { id: "next", triggers: [{ event: `${event}/next` }] },
          ({ event: sent }) => void seen.push(`next of ${sent.data["by"]}`),
        ),
      ]);
      await eventually(() => expect([...seen].sort()).toEqual(["next of one", "two"]));
    });

    it("runs no more calls of a function at once than its concurrency allows", async () => {
      let now = 0;
      let most = 0;
      let done = 0;
      const event = `contract/${randomUUID()}`;
      host = await input.start((inngest) => [
        inngest.createFunction({ id: "narrow", triggers: [{ event }], concurrency: 2 }, async () => {
          most = Math.max(most, ++now);
          await new Promise((resolve) => setTimeout(resolve, 30));
          now--;
          done++;
        }),
      ]);
      await host.inngest.send(Array.from({ length: 12 }, () => ({ name: event, data: {} })));
      await eventually(() => expect(done).toBe(12));
      expect(most).toBeLessThanOrEqual(2);
    });

    it("shows an event with a time in the future to functions no sooner than then", async () => {
      const seen: number[] = [];
      const event = `contract/${randomUUID()}`;
      host = await input.start((inngest) => [
        inngest.createFunction({ id: "on-time", triggers: [{ event }] }, () => void seen.push(Date.now())),
      ]);
      const ts = Date.now() + 1_500;
      await host.inngest.send({ name: event, ts });
      await eventually(() => expect(seen).toHaveLength(1));
      expect(seen[0]).toBeGreaterThanOrEqual(ts);
    });

    it("gives up a run that does not end in its time, as no failure, and runs the next", async () => {
      const seen: string[] = [];
      const event = `contract/${randomUUID()}`;
      host = await input.start((inngest) => [
        inngest.createFunction(
          {
            id: "slow",
            triggers: [{ event }],
            concurrency: 1,
            timeouts: { finish: "4s" },
            onFailure: () => void seen.push("failed"),
          },
          async ({ event: sent, step }) => {
            await step.run("begin", () => seen.push(`begin ${sent.data["n"]}`));
            if (sent.data["n"] === 1) await step.sleep("too-long", "8s");
            await step.run("end", () => seen.push(`end ${sent.data["n"]}`));
          },
        ),
      ]);
      await host.inngest.send({ name: event, data: { n: 1 } });
      // The first run would have ended long before this time.
      await host.inngest.send({ name: event, data: { n: 2 }, ts: Date.now() + 12_000 });
      await eventually(() => expect(seen).toEqual(["begin 1", "begin 2", "end 2"]));
    });

    it("runs a function on its schedule, told that it was scheduled", async () => {
      const seen: string[] = [];
      host = await input.start((inngest) => [
        inngest.createFunction({ id: "scheduled", triggers: [{ cron: "* * * * *" }] }, ({ event }) => void seen.push(event.name)),
      ]);
      await host.passMinute();
      // A minute that ends in the meantime runs it again.
      await eventually(() => expect(new Set(seen)).toEqual(new Set(["inngest/scheduled.timer"])));
    });
  });
}
