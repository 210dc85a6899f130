import { expect, it } from "vitest";
import { upgradeDatabase } from "@/tests/upgrade/upgrade-database";

const CONDITIONS = String.raw`{"logical_operator":"AND","conditions":[{"jsonata_expression":"a\ud800b \udc00 \ud83d\ude00 \\ud800"}]}`;

it("brings on what holds half of a surrogate pair, from which PostgreSQL gives no value", async () => {
  const also = `
    update webhook set filter_conditions = '${CONDITIONS}'::json;
    update webhook_version set snapshot = replace(snapshot::text, '"filterConditions":null', '"filterConditions":${CONDITIONS}')::json;`;
  const { database } = await upgradeDatabase({ endpoint: "127.0.0.1:9", also });
  const expected = { conditions: [{ jsonata_expression: "a\ufffdb \ufffd \ud83d\ude00 \\ud800" }] };
  const webhooks = await database.db.webhook.findMany();
  expect(webhooks.length).toBeGreaterThan(10);
  for (const { configuration } of webhooks) expect(configuration).toMatchObject({ filterConditions: expected });
  const versions = await database.db.webhookVersion.findMany();
  expect(versions.filter(({ snapshot }) => JSON.stringify(snapshot).includes("a\ufffdb"))).not.toEqual([]);
  await database.drop();
});
