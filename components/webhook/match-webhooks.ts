/** What a webhook can be found by. */
export interface NamedWebhook {
  id: string;
  name: string;
  url?: string | undefined;
  eventName?: string | undefined;
}

/** The webhooks in which every word of `wanted` occurs: in name, event, address, id, or what `extra` adds. All of them for no word. */
export function matchWebhooks<Webhook extends NamedWebhook>(
  webhooks: readonly Webhook[],
  wanted: string,
  extra: (webhook: Webhook) => string = () => "",
): Webhook[] {
  const words = wanted.trim().toLowerCase().split(/\s+/);
  return webhooks.filter((webhook) => {
    const text = [webhook.name, webhook.eventName, webhook.url, webhook.id, extra(webhook)].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
