import { Resolver } from "node:dns/promises";
import { hostname } from "node:os";
import { parseHostsFile } from "@/server/egress/hosts-file";
import { readWhenChanged } from "@/server/egress/read-when-changed";
import { parseResolvConf, type ResolvConf } from "@/server/egress/resolv-conf";

/** The places of the machine's settings for names, and values that replace them. */
export interface NameSettingsOptions {
  /** Name servers as `address:port`; the system's by default. */
  servers?: string[];
  /** /etc/hosts by default. */
  hostsFile?: string;
  /** /etc/resolv.conf by default. */
  resolvConf?: string;
  /** The machine's own name by default. */
  hostname?: string;
  /** The time to wait for one server at the first try; by default that of resolv.conf, at most 2 s. */
  queryTimeoutMs?: number;
}

export interface NameSettings {
  servers: Resolver;
  hosts: ReadonlyMap<string, readonly string[]>;
  conf: ResolvConf;
}

/** The default, and the most that `options timeout` can ask for, so that a second server is asked within the 5 s of a look-up. */
const QUERY_TIMEOUT_MS = 2_000;
const QUERY_TRIES = 2;

/**
 * Makes a function that returns the present settings: the same object until /etc/hosts or /etc/resolv.conf changes, as they do
 * when a machine moves between networks. Each call looks at both files, so it should not be called for each name.
 */
export function createNameSettings(options: NameSettingsOptions): () => NameSettings {
  const name = options.hostname ?? hostname();
  const readHosts = readWhenChanged(options.hostsFile ?? "/etc/hosts", parseHostsFile);
  const readConf = readWhenChanged(options.resolvConf ?? "/etc/resolv.conf", (text) => parseResolvConf(text, name));
  let known: NameSettings | undefined;
  return () => {
    const hosts = readHosts();
    const conf = readConf();
    // A new Resolver reads the name servers, which may have changed with the rest of the file.
    const servers = known?.conf === conf ? known.servers : createServers(options, conf);
    if (known?.hosts !== hosts || known.conf !== conf) known = { servers, hosts, conf };
    return known;
  };
}

function createServers({ servers, queryTimeoutMs }: NameSettingsOptions, { timeoutMs = QUERY_TIMEOUT_MS, attempts }: ResolvConf): Resolver {
  const timeout = queryTimeoutMs ?? Math.min(timeoutMs, QUERY_TIMEOUT_MS);
  // Both options are given, because Node's own defaults would override the file's values.
  const resolver = new Resolver({ timeout, tries: attempts ?? QUERY_TRIES });
  if (servers) resolver.setServers(servers);
  return resolver;
}
