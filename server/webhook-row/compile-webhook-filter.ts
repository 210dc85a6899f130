import { type CompiledFilter, compileFilter } from "@/domain/filter/compile-filter";
import { filterConditionsAnswer } from "@/domain/webhook/filter-conditions";
import { webhookFilter } from "@/domain/webhook/webhook-filter";
import type { Webhook } from "@/prisma/generated/client";

/** A webhook's filter out of its columns; null where every event is sent. */
export function compileWebhookFilter(webhook: Pick<Webhook, "filter" | "filterConditions">): CompiledFilter | null {
  if (webhook.filter === null && webhook.filterConditions === null) return null;
  return compileFilter({
    filter: webhook.filter === null ? null : webhookFilter.parse(webhook.filter),
    conditions: webhook.filterConditions === null ? null : filterConditionsAnswer.parse(webhook.filterConditions),
  });
}
