import { isIP } from "node:net";
import { ConnectError, type ConnectTimings, explainDnsFailure } from "@/server/egress/connect-error";
import { type Connection, type ConnectTarget, type Dial, withCode } from "@/server/egress/connection";
import { isLocalhost, type NameResolver } from "@/server/egress/name-resolver";
import type { VetAddress } from "@/server/egress/vet-address";

/** Over all addresses of a name, look-up not counted: a request's own deadline is longer, and shared by all who wait for the connection. */
const CONNECT_TIMEOUT_MS = 10_000;
const DNS_TIMEOUT_MS = 5_000;
/** Of all that were vetted. A name can have thousands: nobody is to knock at so many doors with one request. */
const MAX_ADDRESSES_TRIED = 8;

/** Makes a connection to an allowed address, or rejects with ConnectError. `limitMs` is for all of it, where less than the default. */
export type Connect = (target: ConnectTarget, limitMs?: number) => Promise<Connection>;

/**
 * Gives the function that makes every connection. It resolves the name, refuses it if any of its addresses may not be reached
 * (so that a name with one public and one private address reaches neither), and connects to exactly the addresses that it
 * vetted, one after the other, up to eight: between check and use there is no second look-up that could answer otherwise (DNS rebinding).
 * The certificate is checked against the name. `dial` makes the connection to one vetted address, itself or through a proxy.
 */
export function createGuardedConnector(options: {
  vet: VetAddress;
  resolver: NameResolver;
  dial: Dial;
  dnsTimeoutMs?: number;
  connectTimeoutMs?: number;
}): Connect {
  const { vet, resolver, dial, dnsTimeoutMs = DNS_TIMEOUT_MS, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;

  async function findAddresses(name: string, timings: ConnectTimings, limitMs: number): Promise<readonly string[]> {
    if (isIP(name) !== 0) return [name];
    const startedAt = performance.now();
    try {
      const addresses = await within(Math.min(dnsTimeoutMs, limitMs), resolver.resolve(name));
      if (addresses.length === 0) throw withCode("ENODATA");
      return addresses;
    } catch (error) {
      throw new ConnectError("DNS_ERROR", explainDnsFailure(name, error), { timings, cause: error });
    } finally {
      timings.dnsMs = performance.now() - startedAt;
    }
  }

  function vetAll(name: string, addresses: readonly string[], timings: ConnectTimings): readonly string[] {
    // What localhost leads to is fixed, so nobody can smuggle an address in: one allowed family is enough.
    const candidates = isLocalhost(name) ? addresses.filter((address) => vet(address).isAllowed) : addresses;
    for (const address of candidates.length > 0 ? candidates : addresses) {
      const vetting = vet(address);
      if (vetting.isAllowed) continue;
      // The address itself stays unsaid: an internal name server's answers are not for whoever can create a webhook.
      const subject = isIP(name) === 0 ? `${name} leads to ${vetting.kind}` : `${name} is ${vetting.kind}`;
      throw new ConnectError("BLOCKED_ADDRESS", `${subject}, which deliveries may not reach.`, { timings });
    }
    return candidates;
  }

  return async (target, limitMs = Number.POSITIVE_INFINITY) => {
    const timings: ConnectTimings = {};
    const name = target.hostname.replace(/\.$/, "");
    const addresses = vetAll(name, await findAddresses(name, timings, limitMs), timings).slice(0, MAX_ADDRESSES_TRIED);
    const giveUpAt = performance.now() + Math.min(connectTimeoutMs, limitMs - (timings.dnsMs ?? 0));
    let failure: ConnectError | undefined;
    for (const [index, address] of addresses.entries()) {
      const timeoutMs = (giveUpAt - performance.now()) / (addresses.length - index);
      try {
        const connection = await dial({ ...target, address, name }, timeoutMs);
        return { ...connection, timings: { ...timings, ...connection.timings } };
      } catch (error) {
        if (!(error instanceof ConnectError)) throw error;
        failure = error.after(timings);
        if (error.isFinal) break;
      }
    }
    throw failure ?? new ConnectError("DNS_ERROR", explainDnsFailure(name, withCode("ENODATA")), { timings });
  };
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
