import type { ApiRequest } from "@/app/_http/api-request";
import { PosternError } from "@/domain/errors";
import { ExactNumber } from "@/domain/json/exact-number";
import { parseJson } from "@/domain/json/parse-json";

/**
 * A body that is too large is read on, without being kept, up to here: a client that is still sending sees the answer only
 * then, and a broken connection otherwise.
 */
const MAX_READ_BYTES = 64 * 2 ** 20;

/**
 * Reads a request's body as text, whatever type it is said to have: clients that send none still say
 * `application/x-www-form-urlencoded`. Throws PosternError `payload_too_large` beyond `maxBytes` (counted as it is read,
 * whatever the headers announce), `invalid_input` when it is compressed, not UTF-8, or breaks off.
 */
export async function readBodyText({ request, maxBytes }: { request: ApiRequest; maxBytes: number }): Promise<string> {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") throw refused(`The body is compressed (${encoding}). Send it as it is.`);
  return decode(await readBytes({ request, maxBytes }));
}

/**
 * A body's JSON; undefined when it is empty. With `keepsDigits` the numbers in it are kept digit for digit, as an event's are. Throws
 * PosternError `invalid_input` when it is not JSON.
 */
export function parseJsonBody(text: string, { keepsDigits = false }: { keepsDigits?: boolean } = {}): unknown {
  if (text.trim() === "") return undefined;
  try {
    if (!keepsDigits) return JSON.parse(text);
    const body = parseJson(text);
    // No number is an event: alone it is refused like any other.
    return body instanceof ExactNumber ? Number(body) : body;
  } catch (error) {
    const reason = error instanceof SyntaxError ? ` (${error.message})` : "";
    throw refused(`The body is not JSON${reason}. Send a JSON document with \`Content-Type: application/json\`.`);
  }
}

async function readBytes({ request, maxBytes }: { request: ApiRequest; maxBytes: number }): Promise<Uint8Array> {
  let chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.byteLength;
      if (length > MAX_READ_BYTES) break;
      if (length > maxBytes) chunks = [];
      else chunks.push(chunk);
    }
  } catch {
    // The client has hung up: mostly nobody reads this.
    throw refused("The body broke off before its end. Send the request again.");
  }
  if (length > maxBytes) throw tooLarge(maxBytes);
  return Buffer.concat(chunks, length);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("The body is not UTF-8. Send a JSON document in UTF-8.");
  }
}

function refused(message: string): PosternError {
  return new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}

function tooLarge(maxBytes: number): PosternError {
  return new PosternError("payload_too_large", `The body is larger than ${maxBytes / 2 ** 20} MiB. Send less at once.`);
}
