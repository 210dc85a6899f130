import type { PublishedEvent } from "@/domain/event/publish-input";
import type { Context } from "@/server/context";
import type { Subscriptions } from "@/server/event/subscription-cache";
import type { Database, Transaction } from "@/server/platform/db";

/** Events that are about to be published. */
export interface HeardEvents {
  ctx: Context;
  subscriptions: Subscriptions;
  /** The events, each with the id that it gets. */
  events: readonly (PublishedEvent & { id: string })[];
  /** The automations that led to them, in order. */
  automationChain: readonly string[];
}

/**
 * Writes something in the transaction of events, of which `insertedIds` were new. Returns what is to be done after the commit.
 */
type WriteWithEvents = (tx: Database | Transaction, insertedIds: ReadonlySet<string>) => Promise<() => Promise<void>>;

/** Hears of published events, but not of those of changed entities, which an EntityChangeListener hears of. */
export interface EventListener {
  /** Returns what is to be written with the events; null where they do not concern it. Knows that from memory. */
  plan(heard: HeardEvents): WriteWithEvents | null;
}
