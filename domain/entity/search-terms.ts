import { cutText } from "@/domain/cut-text";
import type { Attributes } from "@/domain/entity/entity";
import { ExactNumber } from "@/domain/json/exact-number";

/**
 * The terms by which an entity is found. They are the lexemes of its column `search`: for each value the words `word` and
 * `path:word` in lower case, and the whole value as `path=Value`. A path has no indexes: `email.email`.
 */

/** The length, in characters, up to which a term is kept; a longer one is cut off and what is found by it has to be looked at. */
export const MAX_TERM_LENGTH = 120;
/** The most terms of one entity. Words beyond them are not found. */
const MAX_TERMS = 4_000;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Returns the words of a text in lower case. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(WORD) ?? []).map(cut);
}

/** Returns the path under which a field's terms are kept: without indexes of lists, so that `email.0.email` is `email.email`. */
export function indexPath(field: string): string {
  return field
    .split(".")
    .filter((step) => !/^\d{1,6}$/.test(step))
    .join(".");
}

/** Returns the term of a word anywhere, or at a path. */
export function wordTerm(word: string, path: string | null): string {
  return cut(path === null ? word : `${path}:${word}`);
}

/** Returns the term of a whole value at a path, with its capitals. */
export function valueTerm(path: string, value: string): string {
  return cut(`${path}=${value}`);
}

/** Returns the term of all entities of an organization. */
export function scopeTerm(organizationId: string): string {
  return `_org=${organizationId}`;
}

/** Returns the term of entities that relate to an entity. */
export function relationTerm(entityId: string): string {
  return cut(`$relation=${entityId}`);
}

/** Returns all terms of an entity. None of them has a line break, and none is empty. */
export function searchTerms(input: { organizationId: string; title: string | null; attributes: Attributes }): string[] {
  const terms = new Set([scopeTerm(input.organizationId)]);
  const visit = (value: unknown, path: string): void => {
    if (terms.size >= MAX_TERMS || value === null || value === undefined) return;
    if (path.endsWith(".$relation.entity_id")) {
      terms.add(relationTerm(String(value)));
      terms.add(valueTerm(path, String(value)));
    } else if (Array.isArray(value)) for (const item of value) visit(item, path);
    else if (typeof value === "object" && !(value instanceof ExactNumber)) {
      for (const [key, part] of Object.entries(value)) visit(part, indexPath(path === "" ? key : `${path}.${key}`));
    } else {
      for (const text of scalarTexts(value)) {
        terms.add(valueTerm(path, text));
        for (const word of wordsOf(text)) {
          terms.add(word);
          terms.add(wordTerm(word, path));
        }
      }
    }
  };
  visit({ _title: input.title, ...input.attributes }, "");
  return [...terms];
}

/** Returns the texts that a scalar is searched by. An exact number has two: its digits as published, and the shortest notation. */
function scalarTexts(value: unknown): string[] {
  return value instanceof ExactNumber ? [...new Set([value.text, String(value.valueOf())])] : [String(value)];
}

/** Returns a term in one line, cut off at its greatest length, without half of a surrogate pair. */
function cut(term: string): string {
  return cutText(term.replaceAll(/[\r\n]+/g, " "), MAX_TERM_LENGTH);
}
