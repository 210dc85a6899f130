const MAX_NAMED = 10;

/** Returns words for these webhooks, with the names and ids of the first ten: `2 webhooks: “Orders” (abc), “Returns” (def)`. */
export function nameWebhooks(webhooks: readonly { id: string; name: string }[]): string {
  const named = webhooks.slice(0, MAX_NAMED).map(({ id, name }) => `“${name}” (${id})`);
  const rest = webhooks.length - named.length;
  const list = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
  return `${webhooks.length === 1 ? "a webhook" : `${webhooks.length} webhooks`}: ${list}`;
}
