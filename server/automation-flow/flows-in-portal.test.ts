import { expect, it } from "vitest";
import { DAY_MS } from "@/domain/duration";
import { startExecution } from "@/server/automation/start-execution";
import { createFlow } from "@/server/automation-flow/create-flow";
import { getFlow } from "@/server/automation-flow/get-flow";
import { listFlowActivity } from "@/server/automation-flow/list-flow-activity";
import { listFlows } from "@/server/automation-flow/list-flows";
import { putFlow } from "@/server/automation-flow/put-flow";
import { switchFlow } from "@/server/automation-flow/switch-flow";
import { createEntity } from "@/server/entity/create-entity";
import { eventually, PATIENCE_MS } from "@/tests/support/eventually";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

async function makeContext(overrides: object = {}) {
  const organizationId = await makeOrganization(database.db);
  return createTestContext({ db: database.db, organizationId, overrides });
}
type Ctx = Awaited<ReturnType<typeof makeContext>>;

const FLOW = { flow_name: "Tell the shop", triggers: [{ type: "entity_manual", configuration: {} }], actions: [] };
const add = (ctx: Ctx, more: object = {}) => createFlow({ ctx, input: { ...FLOW, ...more } });
const turn = (ctx: Ctx, flowId: string, enabled: boolean) => switchFlow({ ctx, input: { flow_id: flowId, enabled } });
const auditOf = async ({ db, tenant }: Ctx) =>
  (await db.auditEntry.findMany({ where: tenant, orderBy: { id: "asc" } })).map(({ action }) => action);

it("an automation is disabled and enabled again, with who did it and when, and nothing else of it changes", async () => {
  const [ctx, stranger] = [await makeContext(), await makeContext()];
  const { id, triggers } = await add(ctx);
  expect(await turn(ctx, id, false)).toMatchObject({ enabled: false, disable_details: { disabled_by: "user" }, triggers });
  expect(await turn(ctx, id, false)).toMatchObject({ enabled: false });
  const enabled = await turn(ctx, id, true);
  expect(enabled).toMatchObject({ enabled: true, triggers });
  expect(enabled).not.toHaveProperty("disable_details");
  expect(await auditOf(ctx)).toEqual(["automation.created", "automation.disabled", "automation.enabled"]);
  await expect(turn(stranger, id, false)).rejects.toMatchObject({ code: "not_found" });
});

it("a protected automation is switched by owners only", async () => {
  const ctx = await makeContext();
  const { id } = await add(ctx, { protected: true });
  const admin: Ctx = { ...ctx, actor: { type: "user", userId: "u1", role: "admin" } };
  await expect(turn(admin, id, false)).rejects.toMatchObject({ code: "forbidden" });
  expect(await turn(ctx, id, false)).toMatchObject({ enabled: false });
});

it("a change is refused that was meant for an earlier state", async () => {
  const ctx = await makeContext();
  const { id, updated_at } = await add(ctx);
  const change = (flow_name: string, ifUpdatedAt?: string) =>
    putFlow({ ctx, input: { flow_id: id, flow: { ...FLOW, flow_name }, ...(ifUpdatedAt !== undefined && { ifUpdatedAt }) } });
  await database.db.automationFlow.update({ where: { id }, data: { updatedAt: new Date(Date.parse(updated_at) + 1) } });
  await expect(change("Late", updated_at)).rejects.toMatchObject({ code: "conflict" });
  expect(await change("Anyway")).toMatchObject({ flow_name: "Anyway" });
  const { updated_at: latest } = await getFlow({ ctx, input: { flow_id: id } });
  expect(await change("In time", latest)).toMatchObject({ flow_name: "In time" });
});

it("an automation with any number of executions is disabled and changed at once, and they are counted to 10,000 and no further", async () => {
  const [ctx, stranger] = [await makeContext(), await makeContext()];
  const { id } = await add(ctx);
  const insert = ({ tenant }: Ctx, count: number) => database.db.$executeRaw`
    insert into automation_execution (id, organization_id, flow_id, flow_name, entity_id, entity_schema, trigger_event, conditions, schedules, actions, chain)
    select gen_random_uuid()::text, ${tenant.organizationId}, ${id}, 'Flow', 'entity', 'contact', '{"type":"manual"}'::json, '[]'::json, '[]'::json, '[]'::json, '{flow}'
    from generate_series(1, ${count}::int)`;
  await insert(stranger, 2);
  await insert(ctx, 10_003);
  const stored = () => database.db.automationFlow.findUniqueOrThrow({ where: { id } });
  // While nobody can count, the automation is disabled already for everybody else.
  const counting: Promise<object>[] = [];
  await database.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`lock table automation_execution in access exclusive mode`;
      counting.push(turn(ctx, id, false));
      await eventually(async () => expect(await stored()).toMatchObject({ enabled: false }));
      counting.push(putFlow({ ctx, input: { flow_id: id, flow: { ...FLOW, flow_name: "Renamed" } } }));
      await eventually(async () => expect(await stored()).toMatchObject({ name: "Renamed" }));
    },
    { timeout: PATIENCE_MS },
  );
  expect(await Promise.all(counting)).toMatchObject([{ runs: 10_000 }, { runs: 10_000 }]);
  expect(await listFlows({ ctx })).toMatchObject([{ id, runs: 10_000 }]);
});

it("a list has all automations with how often each ran, lately and in all, and its last execution, but none of another organization", async () => {
  let nowMs = Date.now();
  const clock = { now: () => new Date(nowMs) };
  const [ctx, stranger] = [await makeContext({ clock }), await makeContext({ clock })];
  const [{ id }, { id: idle }] = [await add(ctx), await add(ctx, { flow_name: "Idle" })];
  const { _id: entityId } = await createEntity({ ctx, input: { slug: "contact", body: { first_name: "Ada" } } });
  const run = () => startExecution({ ctx, input: { flow_id: id, entity_id: String(entityId) } });
  await run();
  nowMs += 2 * DAY_MS;
  const { id: executionId } = await run();
  const flows = await listFlows({ ctx });
  expect(flows.map((flow) => [flow.id, flow.runs])).toEqual(
    expect.arrayContaining([
      [id, 2],
      [idle, 0],
    ]),
  );
  expect(await listFlowActivity({ ctx })).toEqual({
    [id]: { lastDay: 1, last: { executionId, status: "pending", at: new Date(nowMs).toISOString() } },
  });
  expect([await listFlows({ ctx: stranger }), await listFlowActivity({ ctx: stranger })]).toEqual([[], {}]);
});

it("an automation that its own event would start is refused, by whichever name it hears and publishes the event", async () => {
  const ctx = await makeContext();
  const node = { event_version: "1.0", entity_node_id: "contact", entity_schema: "contact" };
  const on = (event_name: string) => ({ triggers: [{ type: "event_catalog", configuration: { ...node, event_name } }] });
  const emit = (event_name: string) => ({ type: "trigger-event", config: { event_name } });
  const { id } = await add(ctx, { ...on("CustomerRequest_Created"), actions: [emit("product_updated")] });
  for (const [heard, published] of [
    ["customer_request_created", "customer_request_created"],
    ["CustomerRequest_Created", "customer_request_created"],
    ["customer_request_created", "CustomerRequest_Created"],
    ["not.in.the.catalogue", "not.in.the.catalogue"],
  ] as const) {
    const flow = { ...FLOW, ...on(heard), actions: [emit("product_updated"), emit(published)] };
    const refused = { code: "invalid_input", faults: [{ path: "actions.1.config.event_name" }] };
    await expect(add(ctx, flow)).rejects.toMatchObject(refused);
    await expect(putFlow({ ctx, input: { flow_id: id, flow } })).rejects.toMatchObject(refused);
  }
});
