/** White space, no-break spaces among it, and characters that are drawn as nothing: zero-width spaces, marks of direction, byte order marks. */
const UNSEEN = "[\\s\\p{Cf}]+";
const UNSEEN_AT_THE_ENDS = new RegExp(`^${UNSEEN}|${UNSEEN}$`, "gu");

/**
 * Takes off a text's ends what comes along unseen when it is copied from a page, a chat or a table. For what a form's reader types of ids,
 * names of headers and addresses; the API takes every value as it is given (docs/decisions/024).
 */
export function trimPasted(text: string): string {
  return text.replace(UNSEEN_AT_THE_ENDS, "");
}

/** Whether a text begins or ends with what `trimPasted` would take off, which is seldom meant. */
export function hasUnseenEnds(text: string): boolean {
  return trimPasted(text) !== text;
}
