import type { CodeFault } from "@/components/code-editor/code-editor";

/** What a JSON text says, or why it cannot be read. */
export type ReadJson = { ok: true; value: unknown } | { ok: false; fault: CodeFault };

/** Reads JSON that somebody types, with `parseJson` for one whose numbers are to keep their digits. A fault's place is as the browser names it; where it names none, the end. */
export function readJson(text: string, parse: (text: string) => unknown = JSON.parse): ReadJson {
  try {
    return { ok: true, value: parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it cannot be read";
    const at = Math.min(Number(/position (\d+)/.exec(reason)?.[1] ?? text.length), Math.max(0, text.length - 1));
    return { ok: false, fault: { message: `This is no JSON: ${reason}.`, from: at, to: Math.min(at + 1, text.length) } };
  }
}
