import { type EntityDiff, isEmptyDiff } from "@/domain/entity/diff-entity";
import type { Entity } from "@/domain/entity/entity";
import { type EntityOperation, EVENT_OF_OPERATION } from "@/domain/entity/operations";

/** The value of a task's `status` once it is done. */
const COMPLETED = "completed";

/** The parts of a change that decide which events it publishes. */
export interface PublishingChange {
  /** The slug of the entity's schema. */
  schema: string;
  operation: EntityOperation;
  diff: EntityDiff;
  before: Entity | null;
  after: Entity | null;
  causedBy: { type: "user" | "api_token" | "automation" | "system" };
}

/** Returns the name of the event that every change of an entity publishes, such as `contact.updated`. */
export function entityEventName({ schema, operation }: Pick<PublishingChange, "schema" | "operation">): string {
  return `${schema}.${EVENT_OF_OPERATION[operation]}`;
}

/**
 * Returns the name of the built-in event that a change publishes beside the entity's own one; null for most changes
 * (contract.md "Catalogue"). A submission that is created is a customer's request. A product is updated when its attributes or relations
 * differ, which they do not when it is only restored. A task sets off a rule when somebody completes it, in the portal or by a program,
 * but not when an automation does.
 */
export function builtInEventName(change: PublishingChange): string | null {
  const { schema, operation, diff } = change;
  switch (schema) {
    case "submission":
      return operation === "createEntity" ? "customer_request_created" : null;
    case "product":
      return EVENT_OF_OPERATION[operation] === "updated" && !isEmptyDiff(diff) ? "product_updated" : null;
    case "task":
      return isCompletedByHand(change) ? "automation_rule_triggered" : null;
    default:
      return null;
  }
}

function isCompletedByHand({ operation, before, after, causedBy }: PublishingChange): boolean {
  const isByHand = causedBy.type === "user" || causedBy.type === "api_token";
  return operation === "updateEntity" && isByHand && !isCompleted(before) && isCompleted(after);
}

function isCompleted(task: Entity | null): boolean {
  return task?.attributes["status"] === COMPLETED;
}
