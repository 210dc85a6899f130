import { isVariableKey } from "@/domain/environment/variable-key";

/** `{{ env.key }}`, white space within the braces as one likes. */
const REFERENCE = /\{\{\s*env\.([a-z0-9][a-z0-9_.-]{0,127})\s*\}\}/g;
/** Whatever looks like one, right or wrong. */
const ATTEMPTED_REFERENCE = /\{\{\s*env\b([^{}]*)\}\}/g;

/** The keys of the environment variables that a text refers to, each once. */
export function findReferences(text: string): string[] {
  if (!text.includes("{{")) return [];
  return [...new Set([...text.matchAll(REFERENCE)].map((match) => match[1] ?? ""))];
}

export function hasReference(text: string): boolean {
  return findReferences(text).length > 0;
}

/** Whether the whole text is one reference. */
export function isReference(text: string): boolean {
  const [match, ...others] = text.trim().matchAll(REFERENCE);
  return match !== undefined && others.length === 0 && match[0] === text.trim();
}

/** The text with each reference replaced by what `toValue` gives for its key. What is put in is not looked at again. */
export function replaceReferences(text: string, toValue: (key: string) => string): string {
  return text.includes("{{") ? text.replace(REFERENCE, (_reference, key: string) => toValue(key)) : text;
}

/** What is wrong with a text's references, or null: what looks like one and is none would be sent as it stands. */
export function referenceFault(text: string): string | null {
  for (const [attempt, rest] of text.matchAll(ATTEMPTED_REFERENCE)) {
    const key = rest?.trim() ?? "";
    if (key.startsWith(".") && isVariableKey(key.slice(1))) continue;
    return `${attempt} refers to no environment variable. Write it as {{ env.key }}; keys have lower-case letters, digits, dots, hyphens and underscores.`;
  }
  return null;
}
