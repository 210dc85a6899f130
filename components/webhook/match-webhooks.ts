import { rankMatches } from "@/components/search/rank-matches";
import { type Searchable, scoreMatch } from "@/components/search/score-match";

/** What a webhook can be found by. */
export interface NamedWebhook {
  id: string;
  name: string;
  url?: string | undefined;
  eventName?: string | undefined;
}

/** The webhooks in which every word of `wanted` occurs, in their order: in name, event, address, id, or what `extra` adds. */
export function matchWebhooks<Webhook extends NamedWebhook>(
  webhooks: readonly Webhook[],
  wanted: string,
  extra: (webhook: Webhook) => string,
): Webhook[] {
  return webhooks.filter((webhook) => scoreMatch(wanted, describe(webhook, [extra(webhook)])) > 0);
}

/** The same, those first that are called what is wanted. */
export function rankWebhooks<Webhook extends NamedWebhook>(webhooks: readonly Webhook[], wanted: string): Webhook[] {
  return rankMatches(webhooks, wanted, (webhook) => describe(webhook, []));
}

function describe({ id, name, url = "", eventName = "" }: NamedWebhook, more: readonly string[]): Searchable {
  return { names: [name], texts: [eventName, url, id, ...more] };
}
