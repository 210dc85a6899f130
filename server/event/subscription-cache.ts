import { isDeepStrictEqual } from "node:util";
import { LRUCache } from "lru-cache";
import type { FlowDefinition } from "@/domain/automation/flow";
import type { SkipReason } from "@/domain/delivery/skip-reasons";
import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { seededSchema } from "@/domain/entity-schema/seeded-schemas";
import { type CompiledFilter, compileFilter } from "@/domain/filter/compile-filter";
import { toJsonObject } from "@/domain/json/json-object";
import { webhookStatus } from "@/domain/webhook/webhook-config";
import type { Webhook } from "@/prisma/generated/client";
import { readDefinition } from "@/server/automation-flow/stored-flow";
import { findLatestSchemas, toSchemas } from "@/server/entity-schema/find-latest-schemas";
import type { StrictEventType } from "@/server/event-type/assert-strict-events";
import type { Database } from "@/server/platform/db";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/** A webhook as publishing sees it. */
export interface Subscriber {
  id: string;
  name: string;
  /** The webhook's name for its events: their type's name or an alias. */
  eventName: string;
  version: number;
  /** The reason why it receives nothing at the moment; null when it is active. */
  skipReason: SkipReason | null;
  /** Null when it gets every event. */
  filter: CompiledFilter | null;
}

/** An enabled automation, as what may start it sees it. */
export interface StartingFlow {
  id: string;
  definition: FlowDefinition;
}

/** An organization's event names and subscribers, as of one `subscriptions_version`. */
export interface Subscriptions {
  version: bigint;
  /** From every name and alias to the canonical name. */
  typeByName: ReadonlyMap<string, string>;
  /** The types whose events are checked, by canonical name. */
  strictTypes: ReadonlyMap<string, StrictEventType>;
  /** The subscribers by the type's canonical name. */
  subscribersByType: ReadonlyMap<string, readonly Subscriber[]>;
  /** Returns the entity schema of a slug; null where there is none. */
  findSchema(slug: string): EntitySchemaItem | null;
  /** The enabled automations, the oldest first. */
  startingFlows: readonly StartingFlow[];
}

/** The organizations' subscriptions as this process's publishers know them. A process has one of these. */
export interface SubscriptionCache {
  /**
   * Returns an organization's subscriptions, which may be out of date, or null for an unknown organization. A writer compares
   * `version` in the statement that writes, and loads again with `isStale` when it no longer holds.
   */
  load(input: { organizationId: string; isStale?: boolean }): Promise<{ subscriptions: Subscriptions; isFresh: boolean } | null>;
}

const MAX_CACHED_ORGANIZATIONS = 1_000;

export function createSubscriptionCache({ db }: { db: Database }): SubscriptionCache {
  const cache = new LRUCache<string, Subscriptions>({ max: MAX_CACHED_ORGANIZATIONS });
  return {
    async load({ organizationId, isStale = false }) {
      const known = cache.get(organizationId);
      if (known && !isStale) return { subscriptions: known, isFresh: false };
      const subscriptions = await readSubscriptions({ db, organizationId, known });
      if (!subscriptions) {
        cache.delete(organizationId);
        return null;
      }
      cache.set(organizationId, subscriptions);
      return { subscriptions, isFresh: true };
    },
  };
}

async function readSubscriptions(input: {
  db: Database;
  organizationId: string;
  /** The subscriptions that were known before. Unchanged filters and schemas are not compiled again. */
  known: Subscriptions | undefined;
}): Promise<Subscriptions | null> {
  const { db, organizationId } = input;
  // All reads share one snapshot, because the version must be that of the rows.
  const [organization, types, strict, schemaVersions, flows, webhooks] = await db.$transaction(
    [
      db.organization.findUnique({ where: { id: organizationId }, select: { subscriptionsVersion: true } }),
      db.eventType.findMany({ where: { organizationId }, select: { name: true, aliases: true } }),
      db.eventType.findMany({ where: { organizationId, strict: true }, select: { name: true, schema: true } }),
      findLatestSchemas({ db, organizationId }),
      db.automationFlow.findMany({
        where: { organizationId, enabled: true },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { id: true, definition: true },
      }),
      db.webhook.findMany({
        where: { organizationId, deletedAt: null },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: {
          ...{ id: true, name: true, version: true, eventName: true, eventType: true },
          ...{ enabled: true, authSecret: true, configuration: true },
        },
      }),
    ],
    { isolationLevel: "RepeatableRead" },
  );
  if (!organization) return null;

  const typeByName = new Map<string, string>();
  for (const type of types) for (const alias of type.aliases) typeByName.set(alias, type.name);
  // Canonical names come last, so that they take precedence over another type's alias.
  for (const type of types) typeByName.set(type.name, type.name);

  const strictTypes = new Map<string, StrictEventType>();
  for (const { name, schema: stored } of strict) {
    const schema = toJsonObject(stored);
    const earlier = input.known?.strictTypes.get(name);
    if (schema) strictTypes.set(name, earlier && isDeepStrictEqual(earlier.schema, schema) ? earlier : { schema });
  }

  const knownById = new Map([...(input.known?.subscribersByType.values() ?? [])].flat().map((subscriber) => [subscriber.id, subscriber]));
  const subscribersByType = new Map<string, Subscriber[]>();
  for (const webhook of webhooks) {
    const subscribers = subscribersByType.get(webhook.eventType) ?? [];
    const { id, name, eventName, version } = webhook;
    const earlier = knownById.get(id);
    const { skipReason, filter } = earlier?.version === version ? earlier : readSubscriber(webhook);
    subscribers.push({ id, name, eventName, version, skipReason, filter });
    subscribersByType.set(webhook.eventType, subscribers);
  }
  const startingFlows = flows.map((flow) => ({ id: flow.id, definition: readDefinition(flow) }));
  const ownSchemas = toSchemas(schemaVersions);
  const findSchema = (slug: string) => (ownSchemas.has(slug) ? (ownSchemas.get(slug) ?? null) : seededSchema(slug));
  return { version: organization.subscriptionsVersion, typeByName, strictTypes, subscribersByType, findSchema, startingFlows };
}

function readSubscriber(webhook: Pick<Webhook, "configuration" | "authSecret" | "enabled">): Pick<Subscriber, "skipReason" | "filter"> {
  const { authSecret, enabled } = webhook;
  const configuration = readConfiguration(webhook);
  const status = webhookStatus({ configuration, hasAuthSecret: authSecret !== null, enabled });
  return {
    skipReason: status === "active" ? null : status === "inactive" ? "WEBHOOK_DISABLED" : "WEBHOOK_INCOMPLETE",
    filter: compileFilter({ filter: configuration.filter, conditions: configuration.filterConditions }),
  };
}
