import { mapJsonStrings } from "@/domain/json/map-json-strings";
import { REDACTED } from "@/domain/redacted";
import { findPieces, findSecrets, findTokens, isSecret } from "@/server/platform/find-secrets";
import type { KnownSecrets, SecretForms } from "@/server/platform/secret-forms";
import type { Span } from "@/server/platform/text-layers";

/** Matches a text in quotes. When the closing quote is missing, it ends with its line. */
const QUOTED = /"([^"\\\n]*(?:\\[^\n][^"\\\n]*)*)"?/g;
/** Matches the value after a name, in a form's body, a query or a list of cookies. */
const FORM_VALUE = /(?<=[^\s&?=]=)[^\s&;#"'<>]+/g;
/** Matches the delimiters of RFC 9110, section 5.6.2, and the separators of a query's parameters. */
const DELIMITER = /[\s"(),/:;<=>?@[\\\]{}&]/;

/** The numbers of letters, digits, `-`, `.` and `_`, as a pattern. */
const HEX = "(?:2[DEde]|3\\d|[46][1-9A-Fa-f]|[57][\\dAa]|5[Ff])";
const DECIMAL = "(?:4[56]|4[89]|5[0-7]|6[5-9]|[78]\\d|9[057-9]|1[01]\\d|12[0-2])";
const REFERENCE = `&(?:amp;)*(?:#(?:0*${DECIMAL}\\b|[xX]0*${HEX}\\b)|lowbar;|period;)`;
/** Matches an escape sequence of one of these characters. Few encoders escape them, but some do. */
const ESCAPED_PLAIN = new RegExp(`\\\\(?:[uU]00|x)${HEX}|%(?:25)*${HEX}|${REFERENCE}`);

/**
 * Returns the text with these secrets blacked out: long ones wherever they stand, short ones where they are a whole quoted string
 * or a whole form value. A JSON text stays JSON: only its strings change, never a number, and a name only by a long secret
 * (docs/decisions/022-redaction.md). With `isCut` the text breaks off, so that it may end with a part of a secret.
 */
export function redactSecrets(text: string, secrets: KnownSecrets, isCut = false): string {
  const isSuspect = mayHold(text, secrets);
  if (!isSuspect && !isCut) return text;
  const json = redactJson(text, secrets, { isSuspect, isCut });
  if (json !== null) return json;
  const spans = isSuspect ? [...findSecrets(text, secrets), ...findWholes(text, secrets.forms)] : [];
  return blackOut(text, isCut ? [...spans, ...findPieces(text, secrets.forms)] : spans);
}

/** Returns a header's value with these secrets blacked out as `redactSecrets` does, and short ones where they are a whole token. */
export function redactHeader(value: string, secrets: KnownSecrets): string {
  if (!mayHold(value, secrets)) return value;
  const { forms } = secrets;
  const json = redactJson(value, secrets, { isSuspect: true, isCut: false });
  return json ?? blackOut(value, [...findSecrets(value, secrets), ...findTokens(value, forms, isEnd)]);
}

function isEnd(character: string | undefined): boolean {
  return character === undefined || DELIMITER.test(character);
}

/** Tells most texts apart at little cost: those that hold none of the secrets, in whatever form. */
function mayHold(text: string, { needles, shortestNeedle }: KnownSecrets): boolean {
  if (text.length < shortestNeedle) return false;
  for (const needle of needles) if (text.includes(needle)) return true;
  return (text.includes("\\") || text.includes("%") || text.includes("&")) && ESCAPED_PLAIN.test(text);
}

/**
 * Returns the redacted JSON text, or null when the text is not JSON. Of a text that `isSuspect` acquits only a string that the cut
 * goes through is looked at.
 */
function redactJson(text: string, secrets: KnownSecrets, { isSuspect, isCut }: { isSuspect: boolean; isCut: boolean }): string | null {
  return mapJsonStrings(text, ({ value, isName, isOpen }) => {
    const isPiece = isCut && isOpen;
    const mayHoldOne = isSuspect && mayHold(value, secrets);
    if (isName) return mayHoldOne ? blackOut(value, findSecrets(value, secrets)) : value;
    if (mayHoldOne && isSecret(value, secrets.forms)) return REDACTED;
    return mayHoldOne || isPiece ? redactSecrets(value, secrets, isPiece) : value;
  });
}

/** Returns the spans of short secrets that are a whole text in quotes, or the whole value of a form. */
function findWholes(text: string, forms: SecretForms): Span[] {
  if (forms.whole.size === 0) return [];
  const spans: Span[] = [];
  for (const { index, 0: quoted, 1: content = "" } of text.matchAll(QUOTED)) {
    const isName = /^\s*:/.test(text.slice(index + quoted.length, index + quoted.length + 8));
    if (!isName && isSecret(content, forms)) spans.push({ start: index + 1, end: index + 1 + content.length });
  }
  for (const { index, 0: value } of text.matchAll(FORM_VALUE))
    if (isSecret(value, forms)) spans.push({ start: index, end: index + value.length });
  return spans;
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
