import { expect, it } from "vitest";
import { getExecutions } from "@/server/automation/get-executions";
import { searchExecutions } from "@/server/automation/search-executions";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

it("executions are counted to 10,000 and no further, in every list of them, and another organization's are not counted", async () => {
  const [organizationId, other] = [await makeOrganization(database.db), await makeOrganization(database.db)];
  for (const [owner, count] of [
    [organizationId, 10_003],
    [other, 2],
  ] as const) {
    await database.db.$executeRaw`
      insert into automation_execution (id, organization_id, flow_id, flow_name, entity_id, entity_schema, trigger_event, conditions, schedules, actions, chain)
      select gen_random_uuid()::text, ${owner}, 'flow', 'Flow', 'entity', 'contact', '{"type":"manual"}'::json, '[]'::json, '[]'::json, '[]'::json, '{flow}'
      from generate_series(1, ${count}::int)`;
  }
  for (const [owner, total] of [
    [organizationId, 10_000],
    [other, 2],
  ] as const) {
    const ctx = createTestContext({ db: database.db, organizationId: owner });
    expect(await getExecutions({ ctx, input: { size: 1 } })).toMatchObject({ total, results: [{ org_id: owner }] });
    expect(await searchExecutions({ ctx, input: { entity_id: "entity", size: 1 } })).toMatchObject({ total, results: [{}] });
  }
});
