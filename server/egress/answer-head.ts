/**
 * The result of reading an answer's beginning. `intact`: a final head that any parser accepts. `repaired`: a head that a client
 * must or may accept (RFC 9112), rewritten so that every parser does; its connection must not be used again. `interim`: an answer
 * that says nothing yet (RFC 9110, section 15.2). `other`: a head that cannot be accepted. `length` is the head's number of bytes
 * in the text.
 */
export type AnswerHead = { type: "intact" | "interim" | "other"; length: number } | { type: "repaired"; length: number; head: string };

const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const TEXT = "[\\t\\x20-\\x7e\\x80-\\xff]*";
const STRICT_HEAD = new RegExp(`^HTTP/1\\.[01] [2-9]\\d\\d(?: ${TEXT})?\\r\\n(?:${TOKEN}:${TEXT}\\r\\n)*\\r\\n$`);
const FRAMING = /\n(?:content-length|transfer-encoding):[^\r]*/gi;
const SOUND_FRAMING = /^\n(?:content-length:[ \t]*\d+|transfer-encoding:[ \t]*chunked)[ \t]*$/i;

/**
 * Matches a status line with any white space between, before and after its elements (RFC 9112, section 4). A higher minor version
 * is read as 1.1.
 */
const LENIENT_STATUS_LINE = /^[ \t\v\f\r]*HTTP\/1\.(\d)[ \t\v\f\r]+(\d{3})(?:[ \t\v\f\r]+(.*))?$/is;
const LENIENT_FIELD = new RegExp(`^(${TOKEN})[ \\t]*:(.*)$`, "s");
/** Matches control characters, which are replaced by a space, or the message is refused (RFC 9110, section 5.5). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\x00-\x08\x0a-\x1f\x7f]/g;

/**
 * Returns the end of a head that begins the text: after its first empty line, whichever way its lines end. Returns -1 when it has
 * not come.
 */
export function findHeadEnd(text: string): number {
  const strict = text.indexOf("\n\r\n");
  const bare = (strict < 0 ? text : text.slice(0, strict + 1)).indexOf("\n\n");
  if (bare >= 0) return bare + 2;
  return strict < 0 ? -1 : strict + 3;
}

/** Reads the head that ends at `length`. The text is Latin-1 and does not begin with an empty line. */
export function readAnswerHead(text: string, length: number): AnswerHead {
  const head = text.slice(0, length);
  if (STRICT_HEAD.test(head)) {
    const framing = head.match(FRAMING);
    if (!framing || (framing.length === 1 && SOUND_FRAMING.test(framing[0]) && isFramingOfVersion(head, framing[0]))) {
      return { type: "intact", length };
    }
  }
  const [statusLine = "", ...lines] = head.split(/\r?\n/).slice(0, -2);
  const [, minor, status = "", reason = ""] = LENIENT_STATUS_LINE.exec(statusLine) ?? [];
  // 101 means that the protocol changes to another than HTTP, which no request asked for.
  if (minor === undefined || status < "100" || status === "101") return { type: "other", length };
  if (status < "200") return { type: "interim", length };
  const fields = repairFraming(unfold(lines).map(repairField));
  const version = minor === "0" ? "1.0" : "1.1";
  return { type: "repaired", length, head: [`HTTP/${version} ${status} ${withoutControls(reason)}`, ...fields, "", ""].join("\r\n") };
}

/**
 * Checks whether the HTTP version allows this framing. HTTP/1.0 has no transfer codings; they are decoded, and the connection is
 * closed (RFC 9112, section 6.1).
 */
function isFramingOfVersion(head: string, framing: string): boolean {
  return !head.startsWith("HTTP/1.0") || /^\nc/i.test(framing);
}

/** Joins a line that begins with white space to the one before it (RFC 9112, section 5.2). One before the first field is left out (2.2). */
function unfold(lines: string[]): string[] {
  const fields: string[] = [];
  for (const line of lines) {
    const last = fields.length - 1;
    if (!/^[ \t]/.test(line)) fields.push(line);
    else if (last >= 0) fields[last] = `${fields[last]} ${line.trim()}`;
  }
  return fields;
}

/** Returns a field's line in its usual form. A line that is no field stays as it is, and the parser refuses it. */
function repairField(line: string): string {
  const [, name, value = ""] = LENIENT_FIELD.exec(line) ?? [];
  return name === undefined ? line : `${name}:${withoutControls(value)}`;
}

function withoutControls(text: string): string {
  return text.replace(CONTROLS, " ");
}

/**
 * Leaves one field that says where the body ends (RFC 9112, section 6.3). The same length given several times counts once, and a
 * transfer coding overrides a length. `identity` is no coding, and `chunked` is applied once. Different lengths stay, and the
 * parser refuses them.
 */
function repairFraming(fields: string[]): string[] {
  const lengths = valuesOf("content-length", fields);
  const given = valuesOf("transfer-encoding", fields).map((coding) => coding.toLowerCase());
  const codings = given.filter((coding, index) => coding !== "identity" && coding !== "" && given.indexOf(coding) === index);
  const others = fields.filter((field) => !/^(?:content-length|transfer-encoding):/i.test(field));
  if (codings.length > 0) return [...others, `transfer-encoding: ${codings.join(", ")}`];
  if (lengths.length === 0) return others;
  const isOne = lengths.every((length) => /^\d+$/.test(length) && length === lengths[0]);
  return [...others, `content-length: ${isOne ? lengths[0] : lengths.join(", ")}`];
}

/** Returns the members of a field that is a list, from all lines that give it. */
function valuesOf(name: string, fields: string[]): string[] {
  const prefix = `${name}:`;
  return fields
    .filter((field) => field.toLowerCase().startsWith(prefix))
    .flatMap((field) => field.slice(prefix.length).split(","))
    .map((value) => value.trim());
}
