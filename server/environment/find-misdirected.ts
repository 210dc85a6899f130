import { findReferences } from "@/domain/environment/references";
import { hostOf } from "@/domain/host-of";
import type { Destination } from "@/domain/webhook/referring-texts";
import { resolveAddress } from "@/server/environment/resolve-address";
import type { Variables } from "@/server/environment/resolve-references";

/** A secret variable that a text would send to a host which it is not bound to. `message` says so in words, without its value. */
export interface Misdirected {
  path: string;
  key: string;
  message: string;
}

/**
 * Returns the secret variables that are bound to hosts, and would be sent to another one. There are none where the destination's
 * address is not known, since nothing is sent then.
 */
export function findMisdirected({ destination, variables }: { destination: Destination; variables: Variables }): Misdirected[] {
  const address = resolveAddress({ address: destination.address, variables });
  const host = address === null ? null : hostOf(address);
  if (host === null) return [];
  return destination.texts.flatMap(({ path, text }) =>
    findReferences(text).flatMap((key) => {
      const { isSecret = false, hosts = [] } = variables.get(key) ?? {};
      if (!isSecret || hosts.length === 0 || hosts.includes(host)) return [];
      return [{ path, key, message: `The environment variable ${key} may be sent to ${hosts.join(", ")} only: see its hosts.` }];
    }),
  );
}
