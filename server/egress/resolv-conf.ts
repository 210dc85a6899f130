/** The rules of resolv.conf(5) for asking for names. Node's own resolver reads the name servers. */
export interface ResolvConf {
  /** The domains, in lower case, under which a name is looked for, in this order. An empty text is the root: the name as it stands. */
  search: readonly string[];
  /** A name with at least this many dots is first asked for as it stands, before any domain is appended. */
  ndots: number;
  /** The time to wait for one server; absent when the file does not say. */
  timeoutMs?: number;
  /** The number of times that the servers are asked; absent when the file does not say. */
  attempts?: number;
}

/** The upper bounds of resolv.conf(5), to which larger values are cut. */
const MAX_NDOTS = 15;
const MAX_TIMEOUT_SECONDS = 30;
const MAX_ATTEMPTS = 5;

/**
 * Returns the settings in the text of a resolv.conf. The last of several `search` and `domain` lines counts. Without any, the
 * domain of `hostname` is searched, which is the part after its first dot.
 */
export function parseResolvConf(text: string, hostname: string): ResolvConf {
  const conf: ResolvConf = { search: domainOf(hostname), ndots: 1 };
  for (const line of text.split(/\r?\n/)) {
    const [keyword, ...values] = line
      .replace(/[#;].*$/, "")
      .trim()
      .split(/\s+/);
    if (keyword === "search") conf.search = values.map(toDomain);
    else if (keyword === "domain") conf.search = values.slice(0, 1).map(toDomain);
    else if (keyword === "options") for (const option of values) readOption(option, conf);
  }
  return conf;
}

/**
 * Returns the absolute names that a name may stand for, in the order in which they are asked for (res_search(3)). A dot at the
 * end of a name makes it absolute: it stands for itself alone.
 */
export function listCandidates(name: string, { search, ndots }: ResolvConf): readonly string[] {
  if (name.endsWith(".")) return [name.slice(0, -1)];
  const searched = search.map((domain) => (domain === "" ? name : `${name}.${domain}`));
  const dots = name.split(".").length - 1;
  return [...new Set(dots >= ndots ? [name, ...searched] : [...searched, name])];
}

function readOption(option: string, conf: ResolvConf): void {
  const [, key, digits] = /^(ndots|timeout|attempts):(\d+)$/.exec(option) ?? [];
  const value = Number(digits);
  if (key === "ndots") conf.ndots = Math.min(value, MAX_NDOTS);
  else if (key === "timeout" && value > 0) conf.timeoutMs = Math.min(value, MAX_TIMEOUT_SECONDS) * 1_000;
  else if (key === "attempts" && value > 0) conf.attempts = Math.min(value, MAX_ATTEMPTS);
}

function domainOf(hostname: string): string[] {
  const dot = hostname.indexOf(".");
  return dot < 0 ? [] : [toDomain(hostname.slice(dot + 1))];
}

function toDomain(text: string): string {
  return text.toLowerCase().replace(/\.$/, "");
}
