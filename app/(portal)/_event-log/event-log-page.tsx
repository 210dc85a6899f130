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
import { getRetention } from "@/server/retention/get-retention";

/** Reads the log's first page. For a webhook that never existed, which an address may name, the log is empty. */
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

/** Shows the event log with its first page, which the server reads for the filter in the address. */
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
  const [page, { deliveryDays }] = await Promise.all([
    readFirstPage(ctx, toListOptions(asked, ctx.clock.now().getTime())),
    getRetention({ ctx }),
  ]);
  // The browser parses its answers into plain numbers too.
  client.setQueryData(eventLogKey(asked), { pages: [plainJson(page)], pageParams: [null as DeliveryCursor | null] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EventLog
        webhooks={webhooks.map(toReplayTarget)}
        deletedWebhooks={deletedWebhooks}
        webhookId={webhookId ?? null}
        keptDays={deliveryDays}
        canReplay={isAllowed(ctx.actor, "publish")}
        whenEmpty={whenEmpty}
      />
    </HydrationBoundary>
  );
}
