import { isConnectionHeader } from "@/domain/webhook/header-rules";
import { quoteForPrintf, quoteForShell, quoteLatin1ForPrintf } from "@/domain/webhook/quote-for-shell";

/** The headers that curl adds by itself. A header option without a value removes one (curl(1), `--header`). */
const SAID_BY_CURL = ["accept", "user-agent"];
/** The longest argument. Windows allows 32,767 characters a command, Linux 128 KiB a word. A longer body comes through a pipe. */
const MAX_WORD_LENGTH = 30_000;

/** A request as it was sent. `body` is absent where none was sent. */
interface SentRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
}

/**
 * Returns a curl command for a POSIX shell that sends the request again, byte for byte, whatever characters it has. Redacted
 * headers stay redacted. Headers of the connection are left to curl, and so is `accept-encoding`, which must name what this curl
 * can decode.
 */
export function toCurl(request: SentRequest): string {
  const body = request.method === "HEAD" ? undefined : request.body;
  const isPiped = body !== undefined && !isWord(body);
  const parts = [
    // Without --globoff, curl reads brackets and braces in an address as a pattern of several addresses.
    `curl --globoff ${request.method === "HEAD" ? "--head" : `-X ${request.method}`} ${quoteForShell(asSent(request.url))}`,
    ...toHeaders(request.headers, body !== undefined),
    ...(has(request.headers, "accept-encoding") ? ["--compressed"] : []),
    // curl sends a body over 1 MiB (1 KiB in older versions) only after the server has answered "100 Continue".
    ...(isPiped ? ["-H 'expect:'", "--data-binary @-"] : []),
    ...(body !== undefined && !isPiped ? [`--data-raw ${quoteForShell(body)}`] : []),
  ];
  const command = parts.join(" \\\n  ");
  return isPiped ? `printf ${quoteForPrintf(body)} |\n${command}` : command;
}

/** Checks whether a text can be an argument: a terminal takes no character of it for a key, and no system refuses it as too long. */
function isWord(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.length <= MAX_WORD_LENGTH && !/[\u0000-\u0009\u000b-\u001f\u007f]/.test(text);
}

/**
 * Returns the address as Postern's client writes it on the wire, which curl does not change. A text that is no address is
 * returned unchanged.
 */
function asSent(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return url;
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
}

function toHeaders(headers: SentRequest["headers"], hasBody: boolean): string[] {
  const sent = Object.entries(headers).filter(([name]) => !isConnectionHeader(name) && name.toLowerCase() !== "accept-encoding");
  const unsaid = [...SAID_BY_CURL, ...(hasBody ? ["content-type"] : [])].filter((name) => !has(headers, name));
  return [...sent.map(([name, value]) => `-H ${headerWord(name, value)}`), ...unsaid.map((name) => `-H '${name}:'`)];
}

/** Returns a header as an argument. An empty value is written with a semicolon, since a colon without a value removes the header. */
function headerWord(name: string, value: string): string {
  if (value.trim() === "") return quoteForShell(`${name};`);
  const line = `${name}: ${value}`;
  return /^[\x20-\x7e]*$/.test(line) ? quoteForShell(line) : `"$(printf ${quoteLatin1ForPrintf(line)})"`;
}

function has(headers: SentRequest["headers"], name: string): boolean {
  return Object.keys(headers).some((given) => given.toLowerCase() === name);
}
