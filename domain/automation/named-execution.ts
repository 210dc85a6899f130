import { z } from "zod";
import type { ExecutionAction, ExecutionCondition, ExecutionSchedule } from "@/domain/automation/execution";
import { listedExecution } from "@/domain/automation/listed-execution";

const attributes = z.record(z.string(), z.unknown());

/** An execution with all that its page shows of it. Its parts are as the API shows them. */
export const namedExecution = listedExecution.omit({ actions: true, reason: true }).extend({
  /** The entity when it was started; null where it is not known. */
  snapshot: attributes.nullable(),
  /** The change that started it: `updated` and `deleted` have the values before; null where nothing changed. */
  diff: z.object({ added: attributes, updated: attributes, deleted: attributes }).nullable(),
  /** The one who started it by hand; null where nobody did. The name is null where they are not of the organization any more. */
  started_by: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  /** The automations that led to it, the first one first; a deleted one has no name. */
  led_by: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  conditions: z.array(z.custom<ExecutionCondition>()),
  schedules: z.array(z.custom<ExecutionSchedule>()),
  actions: z.array(z.custom<ExecutionAction>()),
});
export type NamedExecution = z.output<typeof namedExecution>;
