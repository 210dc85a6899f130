import { Resolver } from "node:dns/promises";
import { hostname } from "node:os";
import { parseHostsFile } from "@/server/egress/hosts-file";
import { readWhenChanged } from "@/server/egress/read-when-changed";
import { parseResolvConf, type ResolvConf } from "@/server/egress/resolv-conf";

/** Where the machine's settings for names are, and what replaces them. */
export interface NameSettingsOptions {
  /** `address:port`; default: the system's. */
  servers?: string[];
  /** Default: /etc/hosts. */
  hostsFile?: string;
  /** Default: /etc/resolv.conf. */
  resolvConf?: string;
  /** Default: the machine's own. */
  hostname?: string;
  /** How long one server is waited for at the first try; default: what resolv.conf says, at most 2 s. */
  queryTimeoutMs?: number;
}

export interface NameSettings {
  servers: Resolver;
  hosts: ReadonlyMap<string, readonly string[]>;
  conf: ResolvConf;
}

/** Also the most that `options timeout` can ask for: a second server is to be asked within the 5 s that a look-up has. */
const QUERY_TIMEOUT_MS = 2_000;
const QUERY_TRIES = 2;

/**
 * Gives a function that returns the settings as they are now: the same object until /etc/hosts or /etc/resolv.conf changes, as they do when
 * a machine moves between networks. Each call looks at both files, so do not call it for each name.
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
  // Both given, or Node's own defaults would hide what the file says.
  const resolver = new Resolver({ timeout, tries: attempts ?? QUERY_TRIES });
  if (servers) resolver.setServers(servers);
  return resolver;
}
