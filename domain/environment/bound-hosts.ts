import { z } from "zod";
import { hostOf } from "@/domain/host-of";

const MAX_HOSTS = 50;
const MAX_HOST_LENGTH = 253;

const host = z
  .string("Give the name of a host, such as api.example.com.")
  .max(MAX_HOST_LENGTH, `A host's name has at most ${MAX_HOST_LENGTH} characters.`)
  .transform((text, check): string => {
    const found = /[/?#@\\\s*]/.test(text) ? null : hostOf(`https://${bracketed(text)}`);
    if (found !== null && !/:\d*$/.test(bracketed(text))) return found;
    check.addIssue({ code: "custom", message: "Give the name of a host alone, such as api.example.com: without scheme, port and path." });
    return z.NEVER;
  });

/**
 * The hosts that a secret variable may be sent to, as connections see them: in lower case, and in ASCII. A host is meant with each
 * of its ports, and without the names below it. An empty list binds to none.
 */
export const boundHosts = z
  .array(host, "Give a list of hosts.")
  .max(MAX_HOSTS, `Give at most ${MAX_HOSTS} hosts.`)
  .transform((hosts) => [...new Set(hosts)].sort());

/** Writes an IPv6 address as an address of the web does. */
function bracketed(text: string): string {
  return /^[\da-f.]*:[\da-f.:]*:[\da-f.:]*$/i.test(text) ? `[${text}]` : text;
}
