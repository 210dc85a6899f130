import { LRUCache } from "lru-cache";
import { type FamilyAnswer, isAbsent, isNoName, lookUpAddresses } from "@/server/egress/look-up-addresses";
import { createNameSettings, type NameSettings, type NameSettingsOptions } from "@/server/egress/name-settings";
import { listCandidates } from "@/server/egress/resolv-conf";

export interface Resolution {
  /** The known addresses, at least one. */
  addresses: readonly string[];
  /** The addresses that had not come when connecting could begin; may be empty. Never rejects. Absent when there are no more. */
  later?: Promise<readonly string[]>;
}

/** Looks up host names. The client asks once for each new connection, vets the result and connects to nothing else. */
export interface NameResolver {
  /**
   * Returns every IPv4 and IPv6 address of the name. A dot at its end makes it absolute. Rejects when there is none or it cannot
   * be known.
   */
  resolve(name: string): Promise<Resolution>;
}

/** Says why a name has no address. `code` is Node's DNS error code, such as ENOTFOUND. */
class NameResolutionError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The name could not be resolved: ${code}.`);
    this.name = "NameResolutionError";
    this.code = code;
  }
}

interface CacheEntry {
  resolution: Promise<Resolution>;
  /** The time of expiry; infinity while an answer is awaited. */
  expiresAtMs: number;
}

export const LOOPBACK: readonly string[] = ["127.0.0.1", "::1"];

/**
 * The bounds of an answer's time in the cache. It spares the name servers, and a moved endpoint is found within half a minute,
 * whatever the TTL.
 */
const MIN_TTL_MS = 1_000;
const MAX_TTL_MS = 30_000;
/** The time for an uncertain result: a name that failed, or one whose other family is not known. */
const FAILURE_TTL_MS = 2_000;
const MAX_ENTRIES = 10_000;
/** The time for which the settings are used before the system's files are looked at again. */
const SETTINGS_LIFE_MS = 5_000;

/**
 * Makes the resolver of the guarded client. It asks the system's name servers directly, because `dns.lookup` would wait in
 * libuv's four threads, where four dead names hold up every other. Answers are kept for their TTL, within bounds, and a name is
 * asked for once at a time. The hosts file has precedence. `localhost` and the names under it are the loopback addresses (RFC
 * 6761, section 6.3). Short names are looked for in the search list of resolv.conf.
 *
 * The options replace the system's settings, `nowMs` the clock.
 */
export function createNameResolver(options: NameSettingsOptions & { nowMs?: () => number } = {}): NameResolver {
  const nowMs = options.nowMs ?? Date.now;
  const readSettings = createNameSettings(options);
  const cache = new LRUCache<string, CacheEntry>({ max: MAX_ENTRIES });
  let settings: NameSettings | undefined;
  let settingsExpireAtMs = 0;

  function currentSettings(): NameSettings {
    if (settings && settingsExpireAtMs > nowMs()) return settings;
    const read = readSettings();
    if (settings?.conf !== read.conf) cache.clear();
    settings = read;
    settingsExpireAtMs = nowMs() + SETTINGS_LIFE_MS;
    return read;
  }

  async function ask(name: string, entry: CacheEntry, { servers, conf }: NameSettings): Promise<Resolution> {
    const failures: FamilyAnswer[] = [];
    for (const candidate of listCandidates(name, conf)) {
      const { answers, later } = await lookUpAddresses(servers, candidate);
      if (answers.some(({ addresses }) => addresses.length > 0)) return keep(entry, answers, later);
      failures.push(...answers);
      if (!mayGoOn(answers, candidate === name)) break;
    }
    entry.expiresAtMs = nowMs() + FAILURE_TTL_MS;
    throw new NameResolutionError(mostTellingCode(failures));
  }

  /**
   * Keeps the answers in the entry. A late answer joins the entry, which stays until then, so that the next caller sees it,
   * allowed or not.
   */
  function keep(entry: CacheEntry, answers: readonly FamilyAnswer[], later: Promise<FamilyAnswer> | undefined): Resolution {
    const expiresAtMs = nowMs() + lifeOf(answers);
    const addresses = addressesOf(answers);
    if (!later) {
      entry.expiresAtMs = expiresAtMs;
      return { addresses };
    }
    const joined = later.then((answer) => {
      entry.expiresAtMs = Math.max(nowMs() + MIN_TTL_MS, Math.min(expiresAtMs, nowMs() + lifeOf([answer])));
      entry.resolution = Promise.resolve({ addresses: addressesOf([...answers, answer]) });
      return answer.addresses;
    });
    return { addresses, later: joined };
  }

  return {
    async resolve(text) {
      const name = text.toLowerCase();
      const plainName = name.replace(/\.$/, "");
      if (isLocalhost(plainName)) return { addresses: LOOPBACK };
      const current = currentSettings();
      const own = current.hosts.get(plainName);
      if (own) return { addresses: own };
      const known = cache.get(name);
      if (known && known.expiresAtMs > nowMs()) return known.resolution;
      const entry: CacheEntry = { resolution: Promise.resolve({ addresses: [] }), expiresAtMs: Number.POSITIVE_INFINITY };
      entry.resolution = ask(name, entry, current);
      cache.set(name, entry);
      return entry.resolution;
    },
  };
}

export function isLocalhost(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}

/**
 * Checks whether the next name of the search list is asked for after these answers. A domain of the list whose server fails is
 * passed over, as resolvers do, but not the name as it was written. Otherwise a failure of its own servers would send its
 * requests to the hosts that the list's domains have under that name. A server that is silent or cannot be reached ends the
 * search.
 */
function mayGoOn(answers: readonly FamilyAnswer[], isAsWritten: boolean): boolean {
  if (answers.some(isNoName)) return true;
  return answers.every((answer) => isAbsent(answer) || (!isAsWritten && (answer.code === "ESERVFAIL" || answer.code === "EREFUSED")));
}

function addressesOf(answers: readonly FamilyAnswer[]): readonly string[] {
  return [...new Set(answers.flatMap(({ addresses }) => addresses))];
}

function lifeOf(answers: readonly FamilyAnswer[]): number {
  const isKnown = answers.every((answer) => answer.code === "" || isAbsent(answer));
  const ttlMs = Math.min(...answers.map((answer) => answer.ttlMs), isKnown ? MAX_TTL_MS : FAILURE_TTL_MS);
  return Math.max(ttlMs, MIN_TTL_MS);
}

/** Returns the most telling code of all failures. Silent servers say more than the absence of one kind of record. */
function mostTellingCode(failures: readonly FamilyAnswer[]): string {
  const failure = failures.find((answer) => !isAbsent(answer)) ?? failures.find(({ code }) => code === "ENOTFOUND");
  return failure?.code ?? "ENODATA";
}
