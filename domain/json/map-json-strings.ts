/** A string of a JSON text: a value, or the name of a member. `isOpen` is true where the text ends within the string. */
export interface JsonString {
  value: string;
  isName: boolean;
  isOpen: boolean;
}

/** The characters between strings (RFC 8259, section 2). */
const BETWEEN = /(?:[\s{}[\],:]+|-?\d[\d.eE+-]*|true|false|null)*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a string of JSON has none
const STRING = /"[^"\\\u0000-\u001f]*(?:\\.[^"\\\u0000-\u001f]*)*"/y;
/** The beginning of a string that the text's end cuts off. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a string of JSON has none
const OPEN_STRING = /"[^"\\\u0000-\u001f]*(?:\\.[^"\\\u0000-\u001f]*)*\\?$/y;
/** The beginning of a number or a literal that the text's end cuts off. */
const BROKEN_OFF = /(?:-|[a-z]{1,4})$/y;
const NAME_ENDS = /\s*:/y;

/**
 * Returns a JSON text with its strings replaced by `change`. Every other character stays, so numbers keep all their digits.
 * Returns null where the text is no JSON object, array or string. The text may hold several values in a row, and may break off
 * anywhere.
 */
export function mapJsonStrings(text: string, change: (string: JsonString) => string): string | null {
  if (!/^\s*["{[]/.test(text)) return null;
  let mapped = "";
  let copiedTo = 0;
  for (let start = endOf(BETWEEN, text, 0) ?? 0; start < text.length; ) {
    const closedAt = endOf(STRING, text, start);
    const isOpen = closedAt === null;
    const end = closedAt ?? endOf(OPEN_STRING, text, start);
    if (end === null) return endOf(BROKEN_OFF, text, start) === null ? null : mapped + text.slice(copiedTo);
    const content = text.slice(start + 1, isOpen ? end : end - 1);
    const value = content.includes("\\") ? decode(content) : content;
    const changed = change({ value, isName: endOf(NAME_ENDS, text, end) !== null, isOpen });
    if (changed !== value) {
      mapped += text.slice(copiedTo, start) + (isOpen ? JSON.stringify(changed).slice(0, -1) : JSON.stringify(changed));
      copiedTo = end;
    }
    start = endOf(BETWEEN, text, end) ?? end;
  }
  return mapped + text.slice(copiedTo);
}

/** Returns the end of the token that begins at `start`; null where the token does not match there. */
function endOf(token: RegExp, text: string, start: number): number | null {
  token.lastIndex = start;
  return token.test(text) ? token.lastIndex : null;
}

/** Decodes a string's content. A content with an invalid escape sequence stays as written. */
function decode(content: string): string {
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}
