import { z } from "zod";

const NO_CURSOR = "This is no cursor of this list. Give the `next_cursor` of the page before as it is, or leave it out.";

/**
 * Where a page of a list ended: the `next_cursor` of its answer, which has the form given. Any other text is refused, since the empty
 * page that it would lead to looks like the list's end.
 */
export function pageCursor(form: RegExp) {
  return z.string(NO_CURSOR).regex(form, NO_CURSOR);
}
