/** Returns a text cut to at most `maxLength` UTF-16 units, without half of a surrogate pair at its end. */
export function cutText(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, "");
}
