/** A string of a JSON text: a value, or the name of a member. `isOpen`: the text ends within it. */
export interface JsonString {
  value: string;
  isName: boolean;
  isOpen: boolean;
}

/** What stands between strings (RFC 8259, section 2). */
const BETWEEN = /(?:[\s{}[\],:]+|-?\d[\d.eE+-]*|true|false|null)*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a string of JSON has none
const STRING = /"[^"\\\u0000-\u001f]*(?:\\.[^"\\\u0000-\u001f]*)*"/y;
/** The beginning of a string where the text ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a string of JSON has none
const OPEN_STRING = /"[^"\\\u0000-\u001f]*(?:\\.[^"\\\u0000-\u001f]*)*\\?$/y;
/** The beginning of a number or a literal where the text ends. */
const BROKEN_OFF = /(?:-|[a-z]{1,4})$/y;
const NAME_ENDS = /\s*:/y;

/**
 * A JSON text with what `change` makes of its strings; every other character stays as it is, numbers with all their digits. Null
 * where the text is no object, array or string of JSON. It may be several, one behind the other, and may break off anywhere.
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

/** Where the token ends that begins at `start`; null where another one does. */
function endOf(token: RegExp, text: string, start: number): number | null {
  token.lastIndex = start;
  return token.test(text) ? token.lastIndex : null;
}

/** What is no right escape sequence stays as it is written. */
function decode(content: string): string {
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}
