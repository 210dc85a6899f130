import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EventLog } from "@/app/(portal)/_event-log/event-log";
import { eventLogKey } from "@/app/(portal)/_event-log/queries";
import type { ReplayTarget } from "@/app/(portal)/_event-log/replay-target";
import { readFilter, toListOptions } from "@/components/event-log/event-log-filter";
import type { DeliveryCursor } from "@/domain/delivery/search-options";
import type { EventList } from "@/domain/delivery/webhook-event";
import { isPosternError } from "@/domain/errors";
import { plainJson } from "@/domain/json/plain-json";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { listDeliveries } from "@/server/delivery/list-deliveries";

/** An address may name a webhook that never was: the log is then empty rather than missing. */
async function readFirstPage(ctx: Context, input: Parameters<typeof listDeliveries>[0]["input"]): Promise<EventList> {
  try {
    return await listDeliveries({ ctx, input });
  } catch (error) {
    if (isPosternError(error) && error.code === "not_found") return { data: [], next_cursor: null, has_more: false };
    throw error;
  }
}

function toReplayTarget({ id, name, enabled, jsonataExpression }: WebhookConfig): ReplayTarget {
  return { id, name, isEnabled: enabled, hasTransform: jsonataExpression !== undefined };
}

/** The event log with its first page already there, read for the filter that the address holds. */
export async function EventLogPage({
  ctx,
  searchParams,
  webhooks,
  deletedWebhooks = [],
  webhookId,
  whenEmpty,
}: {
  ctx: Context;
  searchParams: Record<string, string | string[] | undefined>;
  webhooks: readonly WebhookConfig[];
  deletedWebhooks?: readonly { id: string; name: string }[];
  webhookId?: string;
  whenEmpty: ReactNode;
}) {
  const get = (name: string) => {
    const value = searchParams[name];
    return typeof value === "string" ? value : null;
  };
  const shown = readFilter({ get });
  const asked = webhookId ? { ...shown, webhookId } : shown;
  const client = new QueryClient();
  const page = await readFirstPage(ctx, toListOptions(asked, ctx.clock.now().getTime()));
  // As the browser reads what it fetches itself.
  client.setQueryData(eventLogKey(asked), { pages: [plainJson(page)], pageParams: [null as DeliveryCursor | null] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EventLog
        webhooks={webhooks.map(toReplayTarget)}
        deletedWebhooks={deletedWebhooks}
        webhookId={webhookId ?? null}
        canReplay={isAllowed(ctx.actor, "publish")}
        whenEmpty={whenEmpty}
      />
    </HydrationBoundary>
  );
}
