import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/server/platform/db";
import type { AttemptOutcome } from "@/server/queue/attempt-delivery";
import { createRecordQueue } from "@/server/queue/record-queue";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { recordJobs } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

/**
 * Returns the test's database, in which the statements that record attempts fail while `isFailing` says so. With `after` they
 * fail once they were carried out.
 */
function failingDatabase(options: { isFailing: () => boolean; after?: boolean }): Database {
  return new Proxy(database.db, {
    get(target, key, receiver) {
      const value = Reflect.get(target, key, receiver);
      if (key !== "$queryRaw") return value;
      return async (strings: TemplateStringsArray, ...values: unknown[]) => {
        const isRecord = strings.some((part) => part.includes("with outcome as"));
        if (isRecord && !options.after && options.isFailing()) throw new Error("The database is away.");
        const result = await value.call(target, strings, ...values);
        if (isRecord && options.after && options.isFailing()) throw new Error("The connection broke.");
        return result;
      };
    },
  });
}

describe("outcomes that cannot be written at once", () => {
  it("are written when the database is back, and sent once only", async () => {
    await stage.addWebhook();
    await stage.publish(5);
    let failures = 0;
    const db = failingDatabase({ isFailing: () => failures++ < 2 });
    await stage.makeDeliverer({ db }).deliverBatch();
    await eventually(async () => {
      for (const delivery of await stage.deliveries()) expect(delivery).toMatchObject({ status: "succeeded", attemptNumber: 1 });
    });
    expect(stage.sink.requests).toHaveLength(5);
  });

  it("are written once when the statement was carried out but its answer was lost", async () => {
    await stage.addWebhook();
    await stage.publish(3);
    stage.sink.setRespond(() => ({ status: 500 }));
    let failures = 0;
    const db = failingDatabase({ isFailing: () => failures++ < 1, after: true });
    const deliverer = stage.makeDeliverer({ db });
    await deliverer.deliverBatch();
    await deliverer.drain(60_000);
    for (const delivery of await stage.deliveries()) expect(delivery).toMatchObject({ status: "in_progress", failureCount: 1 });
    expect(await stage.attempts()).toHaveLength(3);
  });

  it("hold up no others when one of them can never be stored", async () => {
    await stage.addWebhook();
    const answer = await stage.publish(8);
    const poisoned = answer.events[0]?.deliveries[0]?.event_id ?? "";
    await database.db.$executeRawUnsafe(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`,
    );
    await database.db.$executeRawUnsafe(
      `create trigger refuse before insert on recorded_attempt for each row when (new.delivery_id = '${poisoned}') execute function refuse()`,
    );
    try {
      // It does not wait for the outcomes, because one never comes.
      await stage.impatient.deliverBatch();
      await eventually(async () => {
        const open = (await stage.deliveries()).filter((delivery) => delivery.status !== "succeeded");
        expect(open.map((delivery) => delivery.id)).toEqual([poisoned]);
      });
    } finally {
      await database.db.$executeRawUnsafe("drop function refuse cascade");
    }
  });
});

describe("1,500 outcomes at once", () => {
  /** Returns an outcome of a delivery that does not exist: it can be written, and does not count. */
  function outcomeOf(index: number): AttemptOutcome {
    const claim = {
      id: `dlv_${index}`,
      organizationId: stage.organizationId,
      webhookId: "none",
      webhookVersion: 1,
      messageId: "msg",
      hops: 0,
      eventName: "product_updated",
      source: null,
      isReplay: false,
      attemptNumber: 1,
      failureCount: 0,
      metadata: "{}",
      payload: "{}",
      eventData: null,
      originalPayload: null,
      timeoutMs: 1_000,
      isFromLane: false,
      leaseUntilMs: Date.now() + 600_000,
    };
    const answer = { statusCode: 200, headers: {}, body: "", cut: null, remoteAddress: "127.0.0.1" };
    const result = { type: "answer" as const, ...answer, timings: { totalMs: 1 } };
    const used = { startedAt: new Date(), url: "http://a.test", httpMethod: "POST" as const, webhookVersion: 1, requestHeaders: {} };
    return { type: "delivered", claim, payload: null, originalPayload: null, attempt: { ...used, result, error: null, note: null } };
  }

  /** Adds the outcomes to a queue whose first statements fail, one for each of the `errors`. Returns the number of statements. */
  async function write(errors: Error[]): Promise<{ statements: number; most: number }> {
    const seen = { statements: 0, open: 0, most: 0 };
    const db = new Proxy(database.db, {
      get(target, key, receiver) {
        const value = Reflect.get(target, key, receiver);
        if (key !== "$queryRaw") return value;
        return async (...args: unknown[]) => {
          seen.statements++;
          seen.most = Math.max(seen.most, ++seen.open);
          try {
            const error = errors.shift();
            if (error) throw error;
            return await value.apply(target, args);
          } finally {
            seen.open--;
          }
        };
      },
    });
    const queue = createRecordQueue({ db, ownerId: "host:test", jobs: recordJobs(), onError: () => {}, onRecorded: async () => {} });
    await Promise.all(Array.from({ length: 1_500 }, (_, index) => queue.add(outcomeOf(index))));
    return seen;
  }

  it("are still written in three statements after the database was away", async () => {
    const away = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });
    expect(await write(Array(9).fill(away))).toMatchObject({ statements: 9 + 3 });
  });

  it("are written in halves after any other fault, three statements at a time", async () => {
    const seen = await write(Array(7).fill(new Error("One row cannot be stored.")));
    // There are three batches, and six halves, four of which fail again: two halves and eight quarters.
    expect(seen).toMatchObject({ statements: 7 + 2 + 8, most: 3 });
  });
});
