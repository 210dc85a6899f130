import { describe, expect, it } from "vitest";
import { countFailures } from "@/server/queue/count-failures";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const database = withTestDatabase();

describe("countFailures", () => {
  it("adds up the failures that are counted at the same time, also the very first ones of a webhook", async () => {
    const { db } = database;
    const organizationId = await makeOrganization(db);
    for (let round = 0; round < 10; round++) {
      const { id: webhookId } = await makeWebhook({ db, organizationId, url: "https://example.com" });
      await Promise.all([1, 2, 3, 4].map(() => countFailures({ db, notes: [{ webhookId, away: 6 }], random: () => 0.5 })));
      expect(await db.lane.findUnique({ where: { webhookId } })).toMatchObject({ failures: 24, circuitOpenUntil: expect.any(Date) });
    }
  });
});
