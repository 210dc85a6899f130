import { randomUUID } from "node:crypto";
import { type Activity, callerOf } from "@/domain/activity/activity";
import { compareEntities, isEmptyDiff } from "@/domain/entity/diff-entity";
import type { Attributes, Entity } from "@/domain/entity/entity";
import { ACTIVITY_OF_OPERATION, type EntityOperation } from "@/domain/entity/operations";
import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { PosternError } from "@/domain/errors";
import { newUlid } from "@/domain/ids";
import { findActivity, type KnownActivity } from "@/server/activity/find-activity";
import { actorId } from "@/server/actor-id";
import type { Context } from "@/server/context";
import type { ChangeCause, EntityChange, EntityChangeListener, WriteWithin } from "@/server/entity/entity-change";
import { entityNotFound } from "@/server/entity/find-entity";
import type { PlannedChange } from "@/server/entity/planned-change";
import { readEntity, type VersionedEntity } from "@/server/entity/read-entity";
import { type WriteOutcome, writeChange } from "@/server/entity/write-change";
import { assertFewHops } from "@/server/event/assert-few-hops";
import { byCurrentSubscriptions } from "@/server/event/by-current-subscriptions";
import type { Subscriptions } from "@/server/event/subscription-cache";
import type { Transaction } from "@/server/platform/db";

/** The state that an operation leads to; null where it deletes the entity for good. */
type NextState = Pick<Entity, "attributes" | "title" | "deletedAt"> | null;

/** An operation on one entity, as somebody asks for it. */
export interface ChangeRequest {
  slug: string;
  /** Null for a new entity that is to get an id. */
  entityId: string | null;
  operation: EntityOperation;
  /** The input, as it is kept with the operation. */
  payload: Attributes;
  /** The activity that the operation belongs to; it gets one of its own where none is given. */
  activityId?: string | undefined;
  /** True when the operation completes its activity, which is then no longer pending. */
  isFillingActivity?: boolean | undefined;
  /** True when nothing is to be written. */
  isDryRun?: boolean | undefined;
  /** The automation flows that led here, in order. */
  automationChain?: readonly string[];
  /** The automation that acts; otherwise it is the context's actor. */
  causedBy?: ChangeCause;
  /** Further metadata of the event, such as `automation_name`. */
  metadata?: Record<string, unknown>;
  /**
   * Returns the state that the operation leads to. `before` is null for a new entity. Throws PosternError where it is not possible.
   * It may be called again with a later state.
   */
  apply(before: Entity | null, schema: EntitySchemaItem): NextState;
}

/** The result of an operation. */
interface ChangedEntity {
  /** The entity after the operation; for one that was deleted for good, as it was before. */
  entity: Entity;
  /** Null where the operation changed nothing, or nothing was to be written. Then there is no activity and no event. */
  change: EntityChange | null;
}

/**
 * Changes an entity: the one place where an entity is written. One transaction writes the entity, its activity with the operation
 * and its difference, the event with its deliveries, and what the listeners have to write. A change that no listener writes for is
 * one statement. A change that another one has overtaken is tried again under a lock.
 */
export async function changeEntity({ ctx, request }: { ctx: Context; request: ChangeRequest }): Promise<ChangedEntity> {
  const { isDue, ...changed } = await makeChange({ ctx, request, tx: null });
  await announceChange({ ctx, change: changed.change, isDue });
  return changed;
}

/**
 * Changes an entity in a caller's transaction. The caller calls `announceChange` with what it returns once the transaction has been
 * committed.
 */
export function changeEntityWithin(input: {
  ctx: Context;
  tx: Transaction;
  request: ChangeRequest;
}): Promise<ChangedEntity & { isDue: boolean }> {
  return makeChange(input);
}

/** Tells of a change that has been committed: rings for its deliveries and calls the listeners. */
export async function announceChange(input: { ctx: Context; change: EntityChange | null; isDue: boolean }): Promise<void> {
  const { ctx, change, isDue } = input;
  if (!change) return;
  if (isDue) await ctx.jobs.send({ name: "webhook/deliveries.due" });
  for (const listener of ctx.entityListeners) await listener.afterCommit?.(change);
}

type Made = ChangedEntity & { isDue: boolean };

async function makeChange(input: { ctx: Context; request: ChangeRequest; tx: Transaction | null }): Promise<Made> {
  const { ctx, request, tx } = input;
  assertFewHops(ctx);
  const newEntityId = request.entityId ?? randomUUID();
  let isOvertaken = false;
  return byCurrentSubscriptions({
    ctx,
    attempt: async (subscriptions, isFresh) => {
      const schema = subscriptions.findSchema(request.slug);
      if (!schema && !isFresh) return null;
      if (!schema) throw new PosternError("not_found", `This organization has no entity schema ${request.slug}.`);
      const means = { ctx, request, subscriptions, schema, newEntityId };
      for (;;) {
        const outcome = await attemptOnce({ ...means, tx, isLocking: isOvertaken });
        if (outcome.type === "made") return outcome.made;
        if (outcome.type === "stale") return null;
        if (request.operation === "createEntity") throw new PosternError("conflict", "There is an entity with this id already.");
        isOvertaken = true;
      }
    },
  });
}

type Outcome = { type: "made"; made: Made } | Exclude<WriteOutcome, { type: "written" }>;

interface Attempt {
  ctx: Context;
  request: ChangeRequest;
  subscriptions: Subscriptions;
  schema: EntitySchemaItem;
  newEntityId: string;
}

/** Reads, plans and writes once. With `isLocking` nobody else can change the entity between the read and the write. */
async function attemptOnce({ tx, isLocking, ...attempt }: Attempt & { tx: Transaction | null; isLocking: boolean }): Promise<Outcome> {
  const { ctx } = attempt;
  if (tx) return readAndWrite({ ...attempt, tx, isLocked: true });
  if (isLocking) return ctx.db.$transaction((own) => readAndWrite({ ...attempt, tx: own, isLocked: true }));
  return readAndWrite({ ...attempt, tx: null, isLocked: false });
}

async function readAndWrite(input: Attempt & { tx: Transaction | null; isLocked: boolean }): Promise<Outcome> {
  const { ctx, request, subscriptions, tx, isLocked } = input;
  const db = tx ?? ctx.db;
  const before = await readBefore({ ...input, isLocked });
  const planned = planChange({ ...input, before, known: await readGivenActivity(input) });
  if (planned.type === "unchanged") return { type: "made", made: { entity: planned.entity, change: null, isDue: false } };
  const { change } = planned.plan;
  const entity = change.after ?? change.before;
  if (!entity) throw new Error("A change has an entity before or after it.");
  if (request.isDryRun) return { type: "made", made: { entity, change: null, isDue: false } };
  const writes = await planWrites(ctx.entityListeners, change);
  const write = async (within: Transaction | Context["db"]): Promise<WriteOutcome> => {
    const outcome = await writeChange({ ctx, db: within, planned: planned.plan, subscriptions });
    if (outcome.type === "written") for (const own of writes) await own(within);
    return outcome;
  };
  const outcome = tx || writes.length === 0 ? await write(db) : await ctx.db.$transaction(write);
  return outcome.type === "written" ? { type: "made", made: { entity, change, isDue: outcome.isDue } } : outcome;
}

async function planWrites(listeners: readonly EntityChangeListener[], change: EntityChange): Promise<WriteWithin[]> {
  const plans = await Promise.all(listeners.map((listener) => listener.plan(change)));
  return plans.filter((plan) => plan !== null);
}

async function readBefore({ ctx, request, tx, isLocked }: Attempt & { tx: Transaction | null; isLocked: boolean }) {
  const { slug, entityId, operation } = request;
  if (operation === "createEntity") return null;
  const { organizationId } = ctx.tenant;
  const before = entityId && (await readEntity({ db: tx ?? ctx.db, organizationId, slug, id: entityId, isLocked }));
  if (!before) throw entityNotFound(slug);
  return before;
}

async function readGivenActivity({ ctx, request, tx }: Attempt & { tx: Transaction | null }): Promise<KnownActivity | null> {
  const { activityId: id } = request;
  return id ? findActivity({ db: tx ?? ctx.db, organizationId: ctx.tenant.organizationId, id }) : null;
}

type Planning = Attempt & { before: VersionedEntity | null; known: KnownActivity | null };

function planChange(input: Planning): { type: "unchanged"; entity: Entity } | { type: "planned"; plan: PlannedChange } {
  const { ctx, request, schema, before, known } = input;
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const earlier = before?.entity ?? null;
  const next = request.apply(earlier, schema);
  const after = next && nextEntity({ earlier, next, id: input.newEntityId, schema: schema.slug, now });
  const comparison = compareEntities(shown(earlier), shown(after));
  const isSame = earlier && after && isEmptyDiff(comparison.diff) && earlier.deletedAt === after.deletedAt;
  if (isSame && !request.isFillingActivity) return { type: "unchanged", entity: earlier };
  const entityId = after?.id ?? input.newEntityId;
  const causedBy = request.causedBy ?? { type: ctx.actor.type, id: actorId(ctx.actor) };
  const activity = activityOf({ request, known, entityId, causedBy, at: now });
  const change: EntityChange = {
    ...comparison,
    ...{ organizationId, entityId, schema: schema.slug, operation: request.operation },
    ...{ before: earlier, after, payload: request.payload },
    activity: { id: activity.id, type: activity.type, title: activity.title },
    automationChain: request.automationChain ?? [],
    hops: ctx.hops ?? 0,
    ...{ causedBy, at: now },
  };
  const user = causedBy.type === "user" && causedBy.id !== null ? { user_id: causedBy.id } : undefined;
  const metadata = user || request.metadata ? { ...user, ...request.metadata } : undefined;
  const plan: PlannedChange = {
    ...{ change, activity, metadata },
    isKnownActivity: known !== null,
    earlierOperations: known?.operations ?? 0,
    version: before?.version ?? null,
  };
  return { type: "planned", plan };
}

/** Returns what a difference is made of: the attributes, and the title beside them. */
function shown(entity: Entity | null): Attributes {
  return entity ? { ...(entity.title !== null && { _title: entity.title }), ...entity.attributes } : {};
}

function nextEntity(input: { earlier: Entity | null; next: NonNullable<NextState>; id: string; schema: string; now: Date }): Entity {
  const { earlier, next, id, schema, now } = input;
  // Each change has a later time, so that a caller who names the time of what they read can be told that it has changed.
  const updatedAt = earlier && earlier.updatedAt >= now ? new Date(earlier.updatedAt.getTime() + 1) : now;
  return { ...next, id: earlier?.id ?? id, schema, createdAt: earlier?.createdAt ?? now, updatedAt };
}

function activityOf(input: {
  request: ChangeRequest;
  known: KnownActivity | null;
  entityId: string;
  causedBy: ChangeCause;
  at: Date;
}): Activity {
  const { request, known, entityId, causedBy, at } = input;
  if (known) return { ...known.activity, pending: known.activity.pending && !request.isFillingActivity };
  const { type, title, done } = ACTIVITY_OF_OPERATION[request.operation];
  return {
    id: newUlid(),
    ...{ type, title, message: `{{caller}} ${done} {{entity payload.entity.id}}.` },
    payload: { entity: { id: entityId, schema: request.slug } },
    pending: false,
    caller: callerOf(causedBy),
    at,
  };
}
