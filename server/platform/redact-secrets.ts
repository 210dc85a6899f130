import { mapJsonStrings } from "@/domain/json/map-json-strings";
import type { KnownSecrets, SecretForms } from "@/server/platform/secret-forms";

export const REDACTED = "[redacted]";

interface Span {
  start: number;
  end: number;
}

/** Matches a text in quotes. When the closing quote is missing, it ends with its line. */
const QUOTED = /"([^"\\\n]*(?:\\[^\n][^"\\\n]*)*)"?/g;
/** Matches the value after a name, in a form's body, a query or a list of cookies. */
const FORM_VALUE = /(?<=[^\s&?=]=)[^\s&;#"'<>]+/g;
/** Matches the delimiters of RFC 9110, section 5.6.2, and the separators of a query's parameters. */
const DELIMITER = /[\s"(),/:;<=>?@[\\\]{}&]/;
/** The shortest piece of a secret that is blacked out where a text was cut. A shorter one reveals nothing. */
const MIN_PIECE_LENGTH = 4;

/** Matches escapes that no form of a secret contains and that may stand for any character. */
const ESCAPE = /\\[u/\\]/;

/**
 * Returns the text with these secrets blacked out: long ones wherever they stand, short ones where they are a whole quoted string
 * or a whole form value. A JSON text stays JSON: only its strings change, never a number, and a name only by a long secret
 * (docs/decisions/022-redaction.md). With `isCut` the text breaks off, so that it may end with a part of a secret.
 */
export function redactSecrets(text: string, secrets: KnownSecrets, isCut = false): string {
  if (!isCut && !mayHold(text, secrets)) return text;
  const json = redactJson(text, secrets, isCut);
  return json ?? blackOut(text, [...spansAnywhere(text, secrets.forms, isCut), ...spansOfWholes(text, secrets.forms)]);
}

/** Returns a header's value with these secrets blacked out as `redactSecrets` does, and short ones where they are a whole token. */
export function redactHeader(value: string, secrets: KnownSecrets): string {
  if (!mayHold(value, secrets)) return value;
  const json = redactJson(value, secrets, false);
  return json ?? blackOut(value, [...spansAnywhere(value, secrets.forms, false), ...spansOfTokens(value, secrets.forms)]);
}

function mayHold(text: string, { needles }: KnownSecrets): boolean {
  if (needles.length === 0) return false;
  for (const needle of needles) if (text.includes(needle)) return true;
  return text.includes("\\") && ESCAPE.test(text);
}

/** Returns the redacted JSON text, or null when the text is not JSON. */
function redactJson(text: string, secrets: KnownSecrets, isCut: boolean): string | null {
  return mapJsonStrings(text, ({ value, isName, isOpen }) => {
    if (isName) return mayHold(value, secrets) ? blackOut(value, spansAnywhere(value, secrets.forms, false)) : value;
    const isWhole = mayHold(value, secrets) && secrets.forms.whole.has(value.trim());
    return isWhole ? REDACTED : redactSecrets(value, secrets, isCut && isOpen);
  });
}

function spansAnywhere(text: string, { anywhere }: SecretForms, isCut: boolean): Span[] {
  const spans = anywhere.flatMap((form) => findAll(text, form));
  return isCut ? [...spans, ...anywhere.flatMap((form) => findPiece(text, form))] : spans;
}

function findAll(text: string, form: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1)) spans.push({ start, end: start + form.length });
  return spans;
}

/** Returns the span of a secret's beginning with which a text ends. */
function findPiece(text: string, form: string): Span[] {
  for (let length = form.length - 1; length >= MIN_PIECE_LENGTH; length--) {
    if (text.endsWith(form.slice(0, length))) return [{ start: text.length - length, end: text.length }];
  }
  return [];
}

function spansOfWholes(text: string, { whole }: SecretForms): Span[] {
  if (whole.size === 0) return [];
  const spans: Span[] = [];
  for (const { index, 0: quoted, 1: content = "" } of text.matchAll(QUOTED)) {
    const isName = /^\s*:/.test(text.slice(index + quoted.length, index + quoted.length + 8));
    if (!isName && whole.has(content)) spans.push({ start: index + 1, end: index + 1 + content.length });
  }
  for (const { index, 0: value } of text.matchAll(FORM_VALUE))
    if (whole.has(value)) spans.push({ start: index, end: index + value.length });
  return spans;
}

function spansOfTokens(value: string, { whole }: SecretForms): Span[] {
  const isEnd = (character: string | undefined) => character === undefined || DELIMITER.test(character);
  const spans = [...whole].flatMap((form) => findAll(value, form));
  return spans.filter(({ start, end }) => isEnd(value[start - 1]) && isEnd(value[end]));
}

/** Replaces the spans. Overlapping spans become one: when one secret contains another, all of the longer one is replaced. */
function blackOut(text: string, spans: Span[]): string {
  if (spans.length === 0) return text;
  let redacted = "";
  let end = -1;
  for (const span of spans.sort((one, other) => one.start - other.start)) {
    if (span.start >= end) redacted += text.slice(Math.max(end, 0), span.start) + REDACTED;
    end = Math.max(end, span.end);
  }
  return redacted + text.slice(end);
}
