import type { AutomationExecution } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";
import { advanceExecution } from "@/server/automation/advance-execution";
import { createEventStartListener } from "@/server/automation/event-start-listener";
import { getExecution } from "@/server/automation/get-execution";
import { createStartListener } from "@/server/automation/start-listener";
import { createFlow } from "@/server/automation-flow/create-flow";
import type { Context } from "@/server/context";
import { createEntity } from "@/server/entity/create-entity";
import { updateEntity } from "@/server/entity/update-entity";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";

/** The parts that a test of automations needs, with a clock that can be moved on. */
export interface AutomationStage extends DeliveryStage {
  ctx: Context;
  /** Moves the clock on. */
  pass(ms: number): void;
  /** Makes an automation that starts by changes and creations of opportunities, and returns its id. */
  addFlow(flow: object): Promise<string>;
  addOpportunity(body?: object): Promise<string>;
  change(id: string, body: object, by?: Partial<Context>): Promise<void>;
  /** Returns the ids of all executions, the oldest first. */
  executionIds(): Promise<string[]>;
  /** Returns the newest execution. */
  latest(): Promise<AutomationExecution>;
  /** Takes the steps of all executions, and delivers what is due, until nothing is left but what waits for a time. */
  settle(): Promise<void>;
  /** Takes the steps of one execution until it rests or sleeps. */
  advance(executionId: string): Promise<void>;
}

/** Returns the webhook action of a flow. */
export function webhookAction(webhookId: string, rest: { sync?: boolean } & Record<string, unknown> = {}): object {
  const { sync = true, ...action } = rest;
  return { type: "trigger-webhook", config: { target_webhook_id: webhookId, sync }, ...action };
}

export async function setAutomationStage(db: Database): Promise<AutomationStage> {
  const stage = await setDeliveryStage(db);
  const { organizationId, jobs } = stage;
  let offsetMs = 0;
  const clock: Clock = { now: () => new Date(Date.now() + offsetMs) };
  const plain = createTestContext({ db, organizationId, jobs, overrides: { clock } });
  const means = { db, jobs, subscriptions: plain.subscriptions };
  const ctx: Context = { ...plain, entityListeners: [createStartListener(means)], eventListeners: [createEventStartListener(means)] };

  const executionIds = async () => {
    const rows = await db.automationExecution.findMany({
      where: { organizationId },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  };
  const advance = async (executionId: string) => {
    while ((await advanceExecution({ means: ctx, executionId })).type === "next");
  };
  const latest = async () => {
    const executionId = (await executionIds()).at(-1) ?? "";
    return getExecution({ ctx, input: { execution_id: executionId } });
  };

  return {
    ...stage,
    close: async () => {
      await stage.close();
      // No test of other organizations finds these.
      await db.automationExecution.deleteMany();
    },
    ctx,
    pass: (ms) => {
      offsetMs += ms;
    },
    addFlow: async (flow) => {
      const operations = ["createEntity", "updateEntity"];
      const triggers = [{ type: "entity_operation", configuration: { schema: "opportunity", operations } }];
      return (await createFlow({ ctx, input: { flow_name: "Entity update: Opportunity", triggers, ...flow } })).id;
    },
    addOpportunity: async (body = { status: "open" }) => {
      const { _id } = await createEntity({ ctx, input: { slug: "opportunity", body } });
      return String(_id);
    },
    change: async (id, body, by = {}) => {
      await updateEntity({ ctx: { ...ctx, ...by }, input: { slug: "opportunity", id, body, isPatch: true } });
    },
    executionIds,
    latest,
    advance,
    settle: async () => {
      for (let isOpen = true; isOpen; ) {
        for (const id of await executionIds()) await advance(id);
        await stage.makeAllDue();
        const { claimed } = await stage.deliverer.deliverBatch();
        const open = await db.automationExecution.findMany({
          where: { organizationId, waitingFor: { not: null } },
          select: { status: true },
        });
        isOpen = claimed > 0 || open.some(({ status }) => !isFinal(status));
      }
    },
  };
}
