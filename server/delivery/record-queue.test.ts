import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/server/platform/db";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
let stage: DeliveryStage;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

/** The test's database, whose statements that record attempts fail while `isFailing` says so; `after`: once they were carried out. */
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
      `create trigger refuse before insert on attempt for each row when (new.delivery_id = '${poisoned}') execute function refuse()`,
    );
    try {
      // It waits for no outcome: one never comes.
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
