/** The words that a thing is found by. */
export interface Searchable {
  /** The thing's names. */
  names: readonly string[];
  /** Other words about the thing, which count for less. */
  texts: readonly string[];
}

const NOWHERE = 0;
const WITHIN_WORD = 1;
const WORD_START = 2;
const WHOLE_WORD = 3;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/**
 * Returns how well a search fits: 0 where one of its words occurs nowhere, else the more the better. A name that is typed in full comes
 * before all else. Any place in a name counts for more than one in a text. A whole word counts for more than the beginning of one, and that
 * for more than its middle.
 */
export function scoreMatch(wanted: string, { names, texts }: Searchable): number {
  const search = wanted.trim().toLowerCase();
  if (names.some((name) => name.toLowerCase() === search)) return Number.MAX_SAFE_INTEGER;
  let score = 1;
  for (const word of search.split(/\s+/).filter(Boolean)) {
    const [inNames, inTexts] = [bestPlace(names, word), bestPlace(texts, word)];
    if (inNames + inTexts === NOWHERE) return 0;
    score += inNames === NOWHERE ? inTexts : WHOLE_WORD + inNames;
  }
  return score;
}

function bestPlace(texts: readonly string[], word: string): number {
  return Math.max(NOWHERE, ...texts.map((text) => placeOf(text.toLowerCase(), word)));
}

function placeOf(text: string, word: string): number {
  let best = NOWHERE;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const isStart = !WORD_CHARACTER.test(text.charAt(at - 1));
    const isEnd = !WORD_CHARACTER.test(text.charAt(at + word.length));
    best = Math.max(best, isStart && isEnd ? WHOLE_WORD : isStart ? WORD_START : WITHIN_WORD);
  }
  return best;
}
