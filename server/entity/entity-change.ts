import type { EntityComparison } from "@/domain/entity/diff-entity";
import type { Entity } from "@/domain/entity/entity";
import type { EntityOperation } from "@/domain/entity/operations";
import type { Transaction } from "@/server/platform/db";

/** The maker of a change. */
export interface ChangeCause {
  type: "user" | "api_token" | "automation" | "system";
  /** The id of the user, the token or the automation's flow; null for the system. */
  id: string | null;
}

/** One operation on one entity, as it is written: with the entity before and after. */
export interface EntityChange extends EntityComparison {
  organizationId: string;
  entityId: string;
  /** The slug of the entity's schema. */
  schema: string;
  operation: EntityOperation;
  /** The entity before; null where it is created. */
  before: Entity | null;
  /** The entity after; null where it is purged. */
  after: Entity | null;
  /** The input of the operation, such as the body of a PATCH. */
  payload: Readonly<Record<string, unknown>>;
  activity: { id: string; type: string; title: string };
  /** The ids of the automation flows that led to this change, in order. It never leaves the installation. */
  automationChain: readonly string[];
  causedBy: ChangeCause;
  at: Date;
}

/** Writes something in the transaction of a change. */
export type WriteWithin = (tx: Transaction) => Promise<void>;

/**
 * Hears of every change of an entity. `plan` is called before anything is written, perhaps more than once for a change that has to be
 * tried again. It returns what is to be written in the transaction of the change, or null where the change does not concern it;
 * then a change is one statement without a transaction around it. So `plan` should know from memory what is concerned. `afterCommit`
 * is called once the change holds, for those that wrote something.
 */
export interface EntityChangeListener {
  plan(change: EntityChange): Promise<WriteWithin | null>;
  afterCommit?(change: EntityChange): Promise<void>;
}
