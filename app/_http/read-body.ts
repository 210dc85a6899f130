import type { ApiRequest } from "@/app/_http/api-request";
import { PosternError } from "@/domain/errors";
import { ExactNumber } from "@/domain/json/exact-number";
import { isDeeperThan } from "@/domain/json/is-deeper-than";
import { parseJson } from "@/domain/json/parse-json";
import { MAX_DEPTH, TOO_DEEP } from "@/domain/json-fault";

/**
 * The limit up to which a body that is too large is still read, without being stored. A client that is still sending sees the
 * answer only after that; without it the client would see a broken connection.
 */
const MAX_READ_BYTES = 64 * 2 ** 20;
/** The length, in characters, up to which any JSON is parsed within some milliseconds, however deep it is nested. */
const SHORT_LENGTH = 64 * 2 ** 10;

/**
 * Reads a request's body as text, whatever its content type: clients that set none still send
 * `application/x-www-form-urlencoded`. Throws PosternError `payload_too_large` beyond `maxBytes` (counted while reading, whatever
 * the headers say), and `invalid_input` when it is compressed, not UTF-8, or breaks off.
 */
export async function readBodyText({ request, maxBytes }: { request: ApiRequest; maxBytes: number }): Promise<string> {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") throw refused(`The body is compressed (${encoding}). Send it as it is.`);
  return decode(await readBytes({ request, maxBytes }));
}

/**
 * Parses a body's JSON; undefined when the body is empty. With `keepsDigits` its numbers are kept digit for digit, as those of an
 * event. Throws PosternError `invalid_input` when it is not JSON, or is long and nested deeper than any document.
 */
export function parseJsonBody(text: string, { keepsDigits = false }: { keepsDigits?: boolean } = {}): unknown {
  if (text.trim() === "") return undefined;
  if (text.length > SHORT_LENGTH && isDeeperThan(text, MAX_DEPTH)) throw refused(TOO_DEEP);
  try {
    if (!keepsDigits) return JSON.parse(text);
    const body = parseJson(text);
    // A body that is only a number is refused later, so its digits do not matter.
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
    // The client has hung up, so mostly nobody reads this.
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
  return new PosternError("payload_too_large", `The body is larger than ${size(maxBytes)}. Send less at once.`);
}

function size(bytes: number): string {
  return bytes < 2 ** 20 ? `${bytes / 2 ** 10} KiB` : `${bytes / 2 ** 20} MiB`;
}
