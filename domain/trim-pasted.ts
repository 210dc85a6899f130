/** White space (no-break spaces too) and invisible characters: zero-width spaces, direction marks, byte order marks. */
const UNSEEN = "[\\s\\p{Cf}]+";
const UNSEEN_AT_THE_ENDS = new RegExp(`^${UNSEEN}|${UNSEEN}$`, "gu");

/**
 * Removes invisible characters from both ends of a text, as they come with a copy from a page, a chat or a table. Used for the
 * ids, header names and addresses that people type into a form; the API takes every value as given (docs/decisions/024).
 */
export function trimPasted(text: string): string {
  return text.replace(UNSEEN_AT_THE_ENDS, "");
}

/** Checks whether a text begins or ends with characters that `trimPasted` would remove, which is seldom meant. */
export function hasUnseenEnds(text: string): boolean {
  return trimPasted(text) !== text;
}
