import type { Resolver } from "node:dns/promises";
import { codeOf } from "@/server/egress/connect-error";

/** The name servers' answer about one family of addresses. */
export interface FamilyAnswer {
  family: 4 | 6;
  addresses: readonly string[];
  /** The shortest time to live of its records; infinite when there are none. */
  ttlMs: number;
  /** Node's DNS error code when there is no address, else empty. */
  code: string;
}

export interface AddressLookUp {
  /** The answers that are known by now, IPv4 first. */
  answers: readonly FamilyAnswer[];
  /** The answer that is still awaited. Absent when both are known, or when one says that the name does not exist. */
  later?: Promise<FamilyAnswer>;
}

/** The time to wait for one family's answer when the other has come: the Resolution Delay (RFC 8305, sections 3 and 8). */
const RESOLUTION_DELAY_MS = 50;

/**
 * Asks for the IPv4 and the IPv6 addresses of an absolute name at the same time. Returns as soon as connecting may begin: with
 * both answers, or with the one that has addresses and the promise of the other. Never rejects.
 *
 * Unlike RFC 8305, section 3, it waits for a late A record as it does for a late AAAA record. A single address that is not public
 * refuses the name, so both answers are wanted before the first packet goes out. Decision record 023 gives the reasons.
 */
export async function lookUpAddresses(servers: Resolver, name: string): Promise<AddressLookUp> {
  const ipv4 = askFamily(4, servers.resolve4(name, { ttl: true }));
  const ipv6 = askFamily(6, servers.resolve6(name, { ttl: true }));
  const first = await Promise.race([ipv4, ipv6]);
  const other = first.family === 4 ? ipv6 : ipv4;
  const second = first.code === "" || isNoName(first) ? await withinDelay(other) : await other;
  if (second) return { answers: first.family === 4 ? [first, second] : [second, first] };
  return { answers: [first], ...(isNoName(first) ? {} : { later: other }) };
}

/**
 * Checks whether an answer says that the name does not exist. For A it holds for all types (RFC 8020). For AAAA it is not
 * believed, because some servers say so of any name without an AAAA record (RFC 4074, section 4.2).
 */
export function isNoName({ family, code }: FamilyAnswer): boolean {
  return family === 4 && code === "ENOTFOUND";
}

/** Checks whether an answer says for certain that there is no such address, instead of that the servers do not know. */
export function isAbsent({ code }: FamilyAnswer): boolean {
  return code === "ENODATA" || code === "ENOTFOUND" || code === "EBADNAME";
}

async function askFamily(family: 4 | 6, query: Promise<{ address: string; ttl: number }[]>): Promise<FamilyAnswer> {
  try {
    const records = await query;
    const ttlMs = Math.min(...records.map((record) => record.ttl)) * 1_000;
    return { family, addresses: records.map((record) => record.address), ttlMs, code: records.length > 0 ? "" : "ENODATA" };
  } catch (error) {
    return { family, addresses: [], ttlMs: Number.POSITIVE_INFINITY, code: codeOf(error) || "ENODATA" };
  }
}

async function withinDelay(answer: Promise<FamilyAnswer>): Promise<FamilyAnswer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const delay = new Promise<undefined>((resolve) => {
    // It waits for one more turn of the event loop: on a busy process the answer may have come but not been read yet.
    timer = setTimeout(() => setImmediate(resolve, undefined), RESOLUTION_DELAY_MS);
  });
  try {
    return await Promise.race([answer, delay]);
  } finally {
    clearTimeout(timer);
  }
}
