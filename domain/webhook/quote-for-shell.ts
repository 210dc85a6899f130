/** Quotes a word for a POSIX shell, which takes it literally. */
export function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Returns the format with which `printf` writes a text, as a quoted word. Control characters are octal escapes (POSIX, "printf"),
 * since a terminal takes them for keys and a shell drops NUL. `!` is escaped too, since a history expansion finds it within
 * `"$(…)"`.
 */
export function quoteForPrintf(text: string): string {
  const format = text
    .replace(/[\\%]/g, (character) => (character === "%" ? "%%" : "\\\\"))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
    .replace(/[\u0000-\u0009\u000b-\u001f'!\u007f]|^-/g, toOctal);
  return `'${format}'`;
}

/** Returns the same for a text in which each character stands for one byte, as in a header (RFC 9110, section 5.5). */
export function quoteLatin1ForPrintf(text: string): string {
  return quoteForPrintf(text).replace(/[\u0080-\u00ff]/g, toOctal);
}

function toOctal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
}
