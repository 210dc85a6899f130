/** The form of an inbox's id (domain/ids.ts). */
const INBOX_ID = /^[0-9A-Za-z]{24}$/;

export function isInboxId(text: string): boolean {
  return INBOX_ID.test(text);
}

/**
 * Returns the beginning of the addresses of an installation's own inboxes. `publicUrl` is the address by which people and
 * endpoints reach it.
 */
export function inboxesAddress(publicUrl: string): string {
  const { origin, pathname } = new URL(publicUrl);
  return `${origin}${pathname.replace(/\/+$/, "")}/inbox/`;
}

/** Returns the address at which an inbox receives. */
export function inboxUrl({ publicUrl, inboxId }: { publicUrl: string; inboxId: string }): string {
  return `${inboxesAddress(publicUrl)}${inboxId}`;
}

/**
 * Checks whether a URL leads to one of the installation's own inboxes. Once the URL is parsed, its origin and path must be
 * exactly those of an inbox, so no other spelling of the host, no other port, no user name and no further path passes. A query
 * may follow. `ownInboxes` is the result of `inboxesAddress`.
 */
export function isOwnInbox({ url, ownInboxes }: { url: URL; ownInboxes: string }): boolean {
  const address = `${url.origin}${url.pathname}`;
  return url.username === "" && url.password === "" && address.startsWith(ownInboxes) && isInboxId(address.slice(ownInboxes.length));
}
