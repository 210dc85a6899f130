import { isIP } from "node:net";
import { ConnectError, type ConnectTimings, explainDnsFailure } from "@/server/egress/connect-error";
import { type Connection, type ConnectTarget, type Dial, type Limits, withCode } from "@/server/egress/connection";
import { isLocalhost, type NameResolver, type Resolution } from "@/server/egress/name-resolver";
import { raceAddresses } from "@/server/egress/race-addresses";
import type { VetAddress } from "@/server/egress/vet-address";

/**
 * The limit over all addresses of a name, without the look-up. A request's own deadline is longer, and every request that waits
 * for the connection has its own.
 */
const CONNECT_TIMEOUT_MS = 10_000;
const DNS_TIMEOUT_MS = 5_000;

/** Makes a connection to an allowed address, or rejects with ConnectError. `limits` are for the whole work and only shorten the default. */
export type Connect = (target: ConnectTarget, limits?: Limits) => Promise<Connection>;

/**
 * Makes the function that makes every connection. It resolves the name, and refuses it if any of its addresses may not be
 * reached, so that a name with a public and a private address reaches neither. It connects to exactly the addresses that it
 * vetted, whichever accepts first. There is no second look-up between check and use that could answer otherwise (DNS rebinding).
 * Addresses that come late are vetted then: a forbidden one ends the attempts under way, or withdraws the connection that was
 * made without it (`Connection.refusal`). The certificate is checked against the name. `dial` makes the connection to one vetted
 * address, directly or through a proxy.
 */
export function createGuardedConnector(options: {
  vet: VetAddress;
  resolver: NameResolver;
  dial: Dial;
  dnsTimeoutMs?: number;
  connectTimeoutMs?: number;
}): Connect {
  const { vet, resolver, dial, dnsTimeoutMs = DNS_TIMEOUT_MS, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;

  async function findAddresses(hostname: string, name: string, timings: ConnectTimings, limitMs: number): Promise<Resolution> {
    if (isIP(name) !== 0) return { addresses: [name] };
    const startedAt = performance.now();
    try {
      const resolution = await within(Math.min(dnsTimeoutMs, limitMs), resolver.resolve(hostname));
      if (resolution.addresses.length === 0) throw withCode("ENODATA");
      return resolution;
    } catch (error) {
      throw new ConnectError("DNS_ERROR", explainDnsFailure(name, error), { timings, cause: error });
    } finally {
      timings.dnsMs = performance.now() - startedAt;
    }
  }

  function vetAll(name: string, addresses: readonly string[], timings: ConnectTimings): readonly string[] {
    // The addresses of localhost are fixed, so nobody can add one: it is enough that one family is allowed.
    const candidates = isLocalhost(name) ? addresses.filter((address) => vet(address).isAllowed) : addresses;
    for (const address of candidates.length > 0 ? candidates : addresses) {
      const vetting = vet(address);
      if (vetting.isAllowed) continue;
      // The message leaves out the address, because an internal name server's answers are not for everyone who can create a webhook.
      const subject = isIP(name) === 0 ? `${name} leads to ${vetting.kind}` : `${name} is ${vetting.kind}`;
      throw new ConnectError("BLOCKED_ADDRESS", `${subject}, which deliveries may not reach.`, { timings });
    }
    return candidates;
  }

  return async (target, { timeoutMs, signal }: Limits = { timeoutMs: Number.POSITIVE_INFINITY }) => {
    const timings: ConnectTimings = {};
    const name = target.hostname.replace(/\.$/, "");
    const resolution = await findAddresses(target.hostname, name, timings, timeoutMs);
    const addresses = vetAll(name, resolution.addresses, timings);
    const later = resolution.later?.then((more) => vetAll(name, more, timings));
    try {
      const connection = await raceAddresses({
        name,
        addresses,
        later,
        dial: (address, limits) => dial({ ...target, address, name }, limits),
        timeoutMs: Math.min(connectTimeoutMs, timeoutMs - (timings.dnsMs ?? 0)),
        signal,
      });
      return { ...connection, timings: { ...timings, ...connection.timings }, ...(later && { refusal: toRefusal(later) }) };
    } catch (error) {
      throw error instanceof ConnectError ? error.withTimings({ ...timings, ...error.timings }) : error;
    }
  };
}

/** Returns the refusal that a promise of vetted addresses rejects with, or undefined. */
async function toRefusal(later: Promise<unknown>): Promise<ConnectError | undefined> {
  try {
    await later;
    return undefined;
  } catch (error) {
    if (error instanceof ConnectError) return error;
    throw error;
  }
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(withCode("ETIMEOUT")), timeoutMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
