import { answerDelivery } from "@/bin/demo-data/answer-delivery";
import { asOf } from "@/bin/demo-data/as-of";
import { ORDER_DESK, ORDER_FLOW, sampleFlows } from "@/bin/demo-data/sample-flows";
import { createScriptedEndpoints } from "@/bin/demo-data/scripted-endpoints";
import { isFinal } from "@/domain/automation/execution-status";
import { advanceExecution } from "@/server/automation/advance-execution";
import { startExecution } from "@/server/automation/start-execution";
import { createFlow } from "@/server/automation-flow/create-flow";
import type { Context } from "@/server/context";
import type { EgressClient } from "@/server/egress/egress-client";
import { createEntity } from "@/server/entity/create-entity";
import { searchEntities } from "@/server/entity/search-entities";
import { updateEntity } from "@/server/entity/update-entity";
import { createWebhook } from "@/server/webhook/create-webhook";

/** The hours for which the automations have been there. */
const FLOWS_FOR_HOURS = 150;
/** The opportunity whose order the order desk takes at the second try only. */
const BUSY_FOR = "OP-1002";

export interface ToldStory {
  automations: number;
  executions: number;
}

/**
 * Makes automations, and changes records so that they run: some have succeeded, one has failed at its webhook, and others wait for their
 * time. All that they do is done by the verbs that do it otherwise, but nothing is sent (scripted-endpoints.ts). Call it after
 * `fillOrganization`. Where the automations are there already nothing is done. Returns how many there are.
 */
export async function tellStory(ctx: Context): Promise<ToldStory> {
  const { db, tenant } = ctx;
  const { organizationId } = tenant;
  if (await db.automationFlow.findFirst({ where: { organizationId, name: ORDER_FLOW }, select: { id: true } })) {
    return { automations: 0, executions: 0 };
  }
  const [{ began }] = await db.$queryRaw<[{ began: Date }]>`select now() as began`;
  const longAgo = asOf(ctx, FLOWS_FOR_HOURS);
  const orderDesk = await createWebhook({ ctx: longAgo, input: ORDER_DESK });
  const supportDesk = await db.webhook.findFirstOrThrow({ where: { organizationId, name: "Support desk", deletedAt: null } });
  const flows = [];
  for (const input of sampleFlows({ orderDesk: orderDesk.id, supportDesk: supportDesk.id })) {
    flows.push(await createFlow({ ctx: longAgo, input }));
  }

  const egress = createScriptedEndpoints({ busyFor: BUSY_FOR });
  const go = (at: Context) => goOn({ ctx: at, egress });
  const setStatus = async (hoursAgo: number, number: string, status: string) => {
    const at = hoursAgo === 0 ? ctx : asOf(ctx, hoursAgo);
    await updateEntity({
      ctx: at,
      input: { slug: "opportunity", id: await findOpportunity(ctx, number), body: { status }, isPatch: true },
    });
    await go(at);
  };
  await setStatus(100, "OP-1004", "in_progress");
  await setStatus(50, "OP-1001", "in_progress");
  await go(asOf(ctx, 27));
  await setStatus(26, "OP-1006", "in_progress");

  await setStatus(0, "OP-1001", "won");
  await setStatus(0, BUSY_FOR, "won");
  const submission = { title: "Delivery on a Saturday", source: "website", status: "new", customer_request: { priority: "high" } };
  await createEntity({ ctx, input: { slug: "submission", body: submission } });
  // This one was won before there was an automation for it.
  const orderFlow = flows.find(({ flow_name }) => flow_name === ORDER_FLOW);
  await startExecution({ ctx, input: { flow_id: orderFlow?.id, entity_id: await findOpportunity(ctx, "OP-1011") } });
  await go(ctx);
  await answerTheRest({ ctx, egress, began });
  return { automations: flows.length, executions: await db.automationExecution.count({ where: { organizationId } }) };
}

async function findOpportunity(ctx: Context, number: string): Promise<string> {
  const { results } = await searchEntities({ ctx, input: { q: `_schema:opportunity AND opportunity_number:"${number}"` } });
  const [found] = results;
  if (!found) throw new Error(`There is no sample opportunity ${number}.`);
  return String(found["_id"]);
}

/** Goes on with the organization's executions as far as they can, as the function of the host does. */
async function goOn({ ctx, egress }: { ctx: Context; egress: EgressClient }): Promise<void> {
  const { organizationId } = ctx.tenant;
  const executions = await ctx.db.automationExecution.findMany({
    where: { organizationId, endedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  for (const { id } of executions) {
    for (let canGoOn = true; canGoOn; ) {
      const { type } = await advanceExecution({ means: ctx, executionId: id });
      canGoOn = type === "next" || (type === "rests" && (await answerCall({ ctx, egress, executionId: id })));
    }
  }
}

/** Answers the call that an execution waits for. Returns false where it waits for none. */
async function answerCall(input: { ctx: Context; egress: EgressClient; executionId: string }): Promise<boolean> {
  const { ctx, egress, executionId: id } = input;
  const { organizationId } = ctx.tenant;
  const { status, waitingFor } = await ctx.db.automationExecution.findUniqueOrThrow({ where: { id, organizationId } });
  return !isFinal(status) && waitingFor !== null && (await answerDelivery({ ctx, egress, deliveryId: waitingFor }));
}

/** Answers what else the story has published, so that nothing of it is left to be sent. */
async function answerTheRest({ ctx, egress, began }: { ctx: Context; egress: EgressClient; began: Date }): Promise<void> {
  const { organizationId } = ctx.tenant;
  const queued = await ctx.db.queuedDelivery.findMany({
    where: { organizationId, createdAt: { gte: began }, leaseOwner: null, held: false },
    select: { id: true },
  });
  for (const { id } of queued) await answerDelivery({ ctx, egress, deliveryId: id });
}
