import { z } from "zod";

const NO_CURSOR = "This is no cursor of this list. Give the `next_cursor` of the page before as it is, or leave it out.";

/**
 * Returns the schema of a page's cursor: the `next_cursor` of an earlier page, which has the given form. Any other text is
 * refused, since it would lead to an empty page that looks like the list's end.
 */
export function pageCursor(form: RegExp) {
  return z.string(NO_CURSOR).regex(form, NO_CURSOR);
}
