import { Resolver } from "node:dns/promises";
import { readHostsFile } from "@/server/egress/hosts-file";

/** Looks a host name up. The client asks once for each new connection, vets what it gets and connects to nothing else. */
export interface NameResolver {
  /** Gives every IPv4 and IPv6 address of the name, at least one; rejects when there is none or it cannot be known. */
  resolve(name: string): Promise<readonly string[]>;
}

/** Why a name gave no address. `code` is Node's DNS error code, such as ENOTFOUND. */
export class NameResolutionError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The name could not be resolved: ${code}.`);
    this.name = "NameResolutionError";
    this.code = code;
  }
}

interface CacheEntry {
  addresses: Promise<readonly string[]>;
  /** Infinity while the answer is awaited. */
  expiresAtMs: number;
}

const QUERY_TIMEOUT_MS = 2_000;
const QUERY_TRIES = 2;
export const LOOPBACK: readonly string[] = ["127.0.0.1", "::1"];

/** A short cache spares the name servers; its upper bound lets a moved endpoint be found within half a minute, whatever the TTL. */
const MIN_TTL_MS = 1_000;
const MAX_TTL_MS = 30_000;
const FAILURE_TTL_MS = 2_000;
const MAX_ENTRIES = 10_000;
/** The system's settings are read when a resolver is made; they change when a machine moves between networks. */
const SETTINGS_LIFE_MS = 60_000;

/**
 * The resolver of the guarded client. Asks the system's name servers by itself: `dns.lookup` would wait in libuv's four threads,
 * where four dead names hold up every other. Answers are kept for their TTL, within bounds, and one name is asked once at a time.
 * The hosts file goes first; `localhost` and the names under it are the loopback addresses (RFC 6761, section 6.3).
 *
 * `servers` (`address:port`) and `hostsFile` replace the system's, `nowMs` the clock.
 */
export function createNameResolver(
  options: { servers?: string[]; hostsFile?: string; queryTimeoutMs?: number; nowMs?: () => number } = {},
): NameResolver {
  const nowMs = options.nowMs ?? Date.now;
  const cache = new Map<string, CacheEntry>();
  let settings = readSettings();

  function readSettings() {
    const servers = new Resolver({ timeout: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS, tries: QUERY_TRIES });
    if (options.servers) servers.setServers(options.servers);
    return { servers, hosts: readHostsFile(options.hostsFile ?? "/etc/hosts"), expiresAtMs: nowMs() + SETTINGS_LIFE_MS };
  }

  async function ask(name: string, entry: CacheEntry): Promise<readonly string[]> {
    const { servers } = settings;
    const answers = await Promise.allSettled([servers.resolve4(name, { ttl: true }), servers.resolve6(name, { ttl: true })]);
    const records = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    if (records.length === 0) {
      entry.expiresAtMs = nowMs() + FAILURE_TTL_MS;
      throw new NameResolutionError(mostTellingCode(answers));
    }
    const ttlMs = Math.min(...records.map((record) => record.ttl)) * 1_000;
    entry.expiresAtMs = nowMs() + Math.min(Math.max(ttlMs, MIN_TTL_MS), MAX_TTL_MS);
    return [...new Set(records.map((record) => record.address))];
  }

  return {
    async resolve(text) {
      const name = text.toLowerCase();
      if (isLocalhost(name)) return LOOPBACK;
      if (settings.expiresAtMs <= nowMs()) settings = readSettings();
      const own = settings.hosts.get(name);
      if (own) return own;
      const known = cache.get(name);
      if (known && known.expiresAtMs > nowMs()) return known.addresses;
      const entry: CacheEntry = { addresses: Promise.resolve([]), expiresAtMs: Number.POSITIVE_INFINITY };
      entry.addresses = ask(name, entry);
      cache.delete(name);
      cache.set(name, entry);
      if (cache.size > MAX_ENTRIES) cache.delete(cache.keys().next().value ?? name);
      return entry.addresses;
    },
  };
}

export function isLocalhost(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}

/** The more telling of both families' failures: that the servers are silent says more than that one kind of record is absent. */
function mostTellingCode(answers: PromiseSettledResult<unknown>[]): string {
  const codes = answers.map((answer) => (answer.status === "rejected" ? String((answer.reason as NodeJS.ErrnoException).code) : ""));
  const isAbsent = (code: string) => code === "" || code === "ENODATA" || code === "ENOTFOUND";
  return codes.find((code) => !isAbsent(code)) ?? codes.find((code) => code === "ENOTFOUND") ?? "ENODATA";
}
