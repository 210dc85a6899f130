/** How an inbox's id looks (domain/ids.ts). */
const INBOX_ID = /^[0-9A-Za-z]{24}$/;

export function isInboxId(text: string): boolean {
  return INBOX_ID.test(text);
}

/** What the addresses of an installation's own inboxes begin with: `publicUrl` is where people and endpoints reach it. */
export function inboxesAddress(publicUrl: string): string {
  const { origin, pathname } = new URL(publicUrl);
  return `${origin}${pathname.replace(/\/+$/, "")}/inbox/`;
}

/** Where an inbox receives. */
export function inboxUrl({ publicUrl, inboxId }: { publicUrl: string; inboxId: string }): string {
  return `${inboxesAddress(publicUrl)}${inboxId}`;
}

/**
 * Whether a URL leads to one of the installation's own inboxes: origin and path must be exactly that of an inbox once the URL is parsed,
 * so that no other spelling of the host, no other port, no user name and no further path passes. A query may follow. `ownInboxes`
 * is what `inboxesAddress` gives.
 */
export function isOwnInbox({ url, ownInboxes }: { url: URL; ownInboxes: string }): boolean {
  const address = `${url.origin}${url.pathname}`;
  return url.username === "" && url.password === "" && address.startsWith(ownInboxes) && isInboxId(address.slice(ownInboxes.length));
}
