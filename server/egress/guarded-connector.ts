import { isIP, type Socket } from "node:net";
import { buildConnector } from "undici";
import { ConnectError, type ConnectTimings, explainDnsFailure, explainTcpFailure, explainTlsFailure } from "@/server/egress/connect-error";
import { isLocalhost, type NameResolver } from "@/server/egress/name-resolver";
import type { VetAddress } from "@/server/egress/vet-address";

/** Over all addresses of a name, look-up not counted: a request's own deadline is longer, and shared by all who wait for the connection. */
const CONNECT_TIMEOUT_MS = 10_000;
const DNS_TIMEOUT_MS = 5_000;

export interface Connection {
  socket: Socket;
  /** The vetted address that it leads to. */
  remoteAddress: string;
  timings: ConnectTimings;
}

export interface ConnectTarget {
  /** A name, or a literal address without brackets. */
  hostname: string;
  protocol: string;
  /** Empty for the protocol's own. */
  port: string;
}

/** Makes a connection to an allowed address, or rejects with ConnectError. */
export type Connect = (target: ConnectTarget) => Promise<Connection>;

/**
 * Gives the function that makes every connection. It resolves the name, refuses it if any of its addresses may not be reached
 * (so that a name with one public and one private address reaches neither), and connects to exactly the addresses that it
 * vetted, one after the other: between check and use there is no second look-up that could answer otherwise (DNS rebinding).
 * The certificate is checked against the name. `ca` (PEM) replaces the authorities that Node trusts.
 */
export function createGuardedConnector(options: {
  vet: VetAddress;
  resolver: NameResolver;
  ca?: string;
  dnsTimeoutMs?: number;
  connectTimeoutMs?: number;
}): Connect {
  const { vet, resolver, dnsTimeoutMs = DNS_TIMEOUT_MS, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  const connector = buildConnector({ timeout: 0, allowH2: false, rejectUnauthorized: true, ...(options.ca ? { ca: options.ca } : {}) });

  async function findAddresses(name: string, timings: ConnectTimings): Promise<readonly string[]> {
    if (isIP(name) !== 0) return [name];
    const startedAt = performance.now();
    try {
      const addresses = await within(dnsTimeoutMs, resolver.resolve(name));
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

  function connectTo(address: string, name: string, target: ConnectTarget, timeoutMs: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const startedAt = performance.now();
      let connectedAt: number | undefined;
      const toTimings = (): ConnectTimings => {
        const now = performance.now();
        if (connectedAt === undefined) return { connectMs: now - startedAt };
        return { connectMs: connectedAt - startedAt, ...(target.protocol === "https:" ? { tlsMs: now - connectedAt } : {}) };
      };
      const options = { ...target, host: address, hostname: address, ...(isIP(name) === 0 ? { servername: name } : {}) };
      // The connector returns the socket at once, which its types do not tell; its TCP phase is seen only there.
      const socket = connector(options, (error, connected) => {
        clearTimeout(timer);
        if (connected) return resolve({ socket: connected, remoteAddress: address, timings: toTimings() });
        const isTls = connectedAt !== undefined;
        const message = isTls ? explainTlsFailure(name, error) : explainTcpFailure(withPort(address, target), error);
        const details = { timings: toTimings(), remoteAddress: address, cause: error };
        reject(new ConnectError(isTls ? "TLS_ERROR" : "CONNECTION_ERROR", message, details));
      }) as unknown as Socket;
      socket.once("connect", () => {
        connectedAt = performance.now();
      });
      const timer = setTimeout(() => socket.destroy(withCode("ETIMEDOUT")), timeoutMs);
    });
  }

  return async (target) => {
    const timings: ConnectTimings = {};
    const name = target.hostname.replace(/\.$/, "");
    const addresses = vetAll(name, await findAddresses(name, timings), timings);
    const giveUpAt = performance.now() + connectTimeoutMs;
    let failure: ConnectError | undefined;
    for (const [index, address] of addresses.entries()) {
      const timeoutMs = (giveUpAt - performance.now()) / (addresses.length - index);
      try {
        const connection = await connectTo(address, name, target, timeoutMs);
        return { ...connection, timings: { ...timings, ...connection.timings } };
      } catch (error) {
        if (!(error instanceof ConnectError)) throw error;
        const { failureCode, message, remoteAddress } = error;
        failure = new ConnectError(failureCode, message, { timings: { ...timings, ...error.timings }, remoteAddress, cause: error.cause });
        if (failureCode === "TLS_ERROR") break;
      }
    }
    throw failure ?? new ConnectError("DNS_ERROR", explainDnsFailure(name, withCode("ENODATA")), { timings });
  };
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function withPort(address: string, target: ConnectTarget): string {
  const port = target.port || (target.protocol === "https:" ? "443" : "80");
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
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
