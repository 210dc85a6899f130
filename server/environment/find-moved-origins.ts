import { findReferences } from "@/domain/environment/references";
import { isSameOrigin } from "@/domain/webhook/endpoint-origin";
import type { Addresses, MovedOrigins } from "@/domain/webhook/moved-origins";
import { resolveAddress } from "@/server/environment/resolve-address";
import { NO_VARIABLES, readVariables, type Variables } from "@/server/environment/resolve-references";
import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";

/** A webhook's addresses, with the variables by which they are resolved. */
interface Resolvable {
  addresses: Addresses;
  variables: Variables;
}

/**
 * Returns the destinations that lead to another origin than before: scheme, host and port as they are resolved. The way from
 * http to https of the same host is none. Where there was no address, or none that could be resolved, every new one is another.
 */
export function findMoved(before: Resolvable, after: Resolvable): MovedOrigins {
  const isMoved = (name: keyof Addresses) => {
    const [was, is] = [before, after].map(({ addresses, variables }) => resolveAddress({ address: addresses[name], variables }));
    if (!is) return false;
    return !was || !(was === is || isSameOrigin(was, is));
  };
  return { url: isMoved("url"), tokenEndpoint: isMoved("tokenEndpoint") };
}

/** Returns the same of a change of a webhook's addresses, with the organization's variables as they are. */
export async function findMovedOrigins(input: {
  db: Database | Transaction;
  vault: Vault;
  organizationId: string;
  before: Addresses;
  after: Addresses;
}): Promise<MovedOrigins> {
  const { db, vault, organizationId, before, after } = input;
  const keys = [before, after].flatMap(({ url, tokenEndpoint }) =>
    [url, tokenEndpoint].flatMap((address) => findReferences(address ?? "")),
  );
  const found = await readVariables({ db, vault, wanted: new Map([[organizationId, new Set(keys)]]) });
  const variables = found.get(organizationId) ?? NO_VARIABLES;
  return findMoved({ addresses: before, variables }, { addresses: after, variables });
}
