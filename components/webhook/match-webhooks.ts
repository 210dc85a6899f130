import { rankMatches } from "@/components/search/rank-matches";
import { type Searchable, scoreMatch } from "@/components/search/score-match";

/** The texts that a webhook can be found by. */
export interface NamedWebhook {
  id: string;
  name: string;
  url?: string | undefined;
  eventName?: string | undefined;
}

/**
 * Returns the webhooks in which every word of `wanted` occurs, in their order. Words are looked for in name, event, address, id, and in
 * what `extra` adds.
 */
export function matchWebhooks<Webhook extends NamedWebhook>(
  webhooks: readonly Webhook[],
  wanted: string,
  extra: (webhook: Webhook) => string,
): Webhook[] {
  return webhooks.filter((webhook) => scoreMatch(wanted, describe(webhook, [extra(webhook)])) > 0);
}

/** Returns the webhooks in which every word of `wanted` occurs, those first whose name fits best. */
export function rankWebhooks<Webhook extends NamedWebhook>(webhooks: readonly Webhook[], wanted: string): Webhook[] {
  return rankMatches(webhooks, wanted, (webhook) => describe(webhook, []));
}

function describe({ id, name, url = "", eventName = "" }: NamedWebhook, more: readonly string[]): Searchable {
  return { names: [name], texts: [eventName, url, id, ...more] };
}
