import { parseJson } from "@/domain/json/parse-json";
import { writeJson } from "@/domain/json/write-json";

export type JsonTokenKind = "key" | "string" | "number" | "literal" | "plain";

export interface JsonToken {
  kind: JsonTokenKind;
  text: string;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;
/** Longer texts are shown plain: ten thousand coloured spans would make the page slow. */
const HIGHLIGHT_MAX_CHARACTERS = 60_000;

/** JSON text with line breaks and two spaces; a text that is no JSON stays as it is. */
export function prettyJson(text: string): { text: string; isJson: boolean } {
  try {
    return { text: writeJson(parseJson(text), 2), isJson: true };
  } catch {
    return { text, isJson: false };
  }
}

/** Cuts JSON text into runs of one colour each; joined they are the text again. */
export function highlightJson(text: string): JsonToken[] {
  if (text.length > HIGHLIGHT_MAX_CHARACTERS) return [{ kind: "plain", text }];
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ kind: "plain", text: text.slice(end, match.index) });
    const [whole, quoted, colon, number] = match;
    if (quoted !== undefined && colon !== undefined) {
      tokens.push({ kind: "key", text: quoted }, { kind: "plain", text: colon });
    } else if (quoted !== undefined) tokens.push({ kind: "string", text: quoted });
    else tokens.push({ kind: number === undefined ? "literal" : "number", text: whole });
    end = match.index + whole.length;
  }
  if (end < text.length) tokens.push({ kind: "plain", text: text.slice(end) });
  return tokens;
}
