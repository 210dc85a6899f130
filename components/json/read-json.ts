import type { CodeFault } from "@/components/code-editor/code-editor";

/** The value of a JSON text, or the reason why it cannot be read. */
export type ReadJson = { ok: true; value: unknown } | { ok: false; fault: CodeFault };

/**
 * Reads JSON that somebody types. `parse` is `parseJson` where numbers must keep their digits. A fault stands where the browser places it,
 * or at the end where the browser names no place.
 */
export function readJson(text: string, parse: (text: string) => unknown = JSON.parse): ReadJson {
  try {
    return { ok: true, value: parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it cannot be read";
    const at = Math.min(Number(/position (\d+)/.exec(reason)?.[1] ?? text.length), Math.max(0, text.length - 1));
    return { ok: false, fault: { message: `This is no JSON: ${reason}.`, from: at, to: Math.min(at + 1, text.length) } };
  }
}
