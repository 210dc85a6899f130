import { isVariableKey } from "@/domain/environment/variable-key";

/** The form of a reference: `{{ env.key }}`, with any white space within the braces. */
const REFERENCE = /\{\{\s*env\.([a-z0-9][a-z0-9_.-]{0,127})\s*\}\}/g;
/** The form of a text that looks like a reference, right or wrong. */
const ATTEMPTED_REFERENCE = /\{\{\s*env\b([^{}]*)\}\}/g;

/** Returns the keys of the environment variables that a text refers to, each once. */
export function findReferences(text: string): string[] {
  if (!text.includes("{{")) return [];
  return [...new Set([...text.matchAll(REFERENCE)].map((match) => match[1] ?? ""))];
}

export function hasReference(text: string): boolean {
  return findReferences(text).length > 0;
}

/** Checks whether the whole text is one reference. */
export function isReference(text: string): boolean {
  const [match, ...others] = text.trim().matchAll(REFERENCE);
  return match !== undefined && others.length === 0 && match[0] === text.trim();
}

/** Returns the text with each reference replaced by the result of `toValue` for its key. References within a value are not replaced. */
export function replaceReferences(text: string, toValue: (key: string) => string): string {
  return text.includes("{{") ? text.replace(REFERENCE, (_reference, key: string) => toValue(key)) : text;
}

/** Returns in words the fault of a text's references, or null. A text that only looks like a reference would be sent as it stands. */
export function referenceFault(text: string): string | null {
  for (const [attempt, rest] of text.matchAll(ATTEMPTED_REFERENCE)) {
    const key = rest?.trim() ?? "";
    if (key.startsWith(".") && isVariableKey(key.slice(1))) continue;
    return `${attempt} refers to no environment variable. Write it as {{ env.key }}; keys have lower-case letters, digits, dots, hyphens and underscores.`;
  }
  return null;
}
