import { isConnectionHeader } from "@/domain/webhook/header-rules";
import { quoteForPrintf, quoteForShell, quoteLatin1ForPrintf } from "@/domain/webhook/quote-for-shell";

/** What curl says of itself where the request says nothing: a header without a value takes it out (curl(1), `--header`). */
const SAID_BY_CURL = ["accept", "user-agent"];
/** Windows takes 32,767 characters a command, Linux 128 KiB a word: what is longer comes through a pipe. */
const MAX_WORD_LENGTH = 30_000;

/** A request as it was sent; of `body` absent, none was. */
interface SentRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
}

/**
 * Gives the request as a curl command for a POSIX shell, which sends it again byte for byte, whatever stands in it; what was redacted in
 * the headers stays redacted. Headers of the connection are left to curl, and so is `accept-encoding`: it names what this curl decodes.
 */
export function toCurl(request: SentRequest): string {
  const body = request.method === "HEAD" ? undefined : request.body;
  const isPiped = body !== undefined && !isWord(body);
  const parts = [
    // Without --globoff, curl takes brackets and braces of an address for a pattern of several.
    `curl --globoff ${request.method === "HEAD" ? "--head" : `-X ${request.method}`} ${quoteForShell(asSent(request.url))}`,
    ...toHeaders(request.headers, body !== undefined),
    ...(has(request.headers, "accept-encoding") ? ["--compressed"] : []),
    // What is longer than 1 MiB, or in older ones 1 KiB, curl does not send before the server has said "100 Continue".
    ...(isPiped ? ["-H 'expect:'", "--data-binary @-"] : []),
    ...(body !== undefined && !isPiped ? [`--data-raw ${quoteForShell(body)}`] : []),
  ];
  const command = parts.join(" \\\n  ");
  return isPiped ? `printf ${quoteForPrintf(body)} |\n${command}` : command;
}

/** Whether a text can be an argument: no terminal takes a part of it for a key, and no system refuses it as too long. */
function isWord(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.length <= MAX_WORD_LENGTH && !/[\u0000-\u0009\u000b-\u001f\u007f]/.test(text);
}

/** The address as Postern's client writes it on the wire, which curl leaves as it is; what is no address yet as it stands. */
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

/** An empty value is written with a semicolon: behind a colon, none takes the header out. */
function headerWord(name: string, value: string): string {
  if (value.trim() === "") return quoteForShell(`${name};`);
  const line = `${name}: ${value}`;
  return /^[\x20-\x7e]*$/.test(line) ? quoteForShell(line) : `"$(printf ${quoteLatin1ForPrintf(line)})"`;
}

function has(headers: SentRequest["headers"], name: string): boolean {
  return Object.keys(headers).some((given) => given.toLowerCase() === name);
}
