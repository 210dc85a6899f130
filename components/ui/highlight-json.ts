import { highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/json";
import { CODE_COLOURS } from "@/components/ui/code-colours";
import { parseJson } from "@/domain/json/parse-json";
import { writeJson } from "@/domain/json/write-json";

/** A run of text in one colour. */
export interface ColouredText {
  text: string;
  className: string;
}

/** The longest text that is coloured. Longer ones are shown plain, because ten thousand coloured spans would make the page slow. */
const HIGHLIGHT_MAX_CHARACTERS = 60_000;

/** Returns JSON text with line breaks and two spaces. A text that is no JSON stays as it is. */
export function prettyJson(text: string): { text: string; isJson: boolean } {
  try {
    return { text: writeJson(parseJson(text), 2), isJson: true };
  } catch {
    return { text, isJson: false };
  }
}

/** Cuts JSON text into runs of one colour each; joined, they are the text again. */
export function highlightJson(text: string): ColouredText[] {
  if (text.length > HIGHLIGHT_MAX_CHARACTERS) return [{ text, className: "" }];
  const runs: ColouredText[] = [];
  const add = (part: string, className: string) => runs.push({ text: part, className });
  highlightCode(text, parser.parse(text), CODE_COLOURS, add, () => add("\n", ""));
  return runs;
}
