/** Quotes a word for a POSIX shell, which takes it as it stands. */
export function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Gives the format with which `printf` writes a text, as a quoted word: control characters, which a terminal takes for keys and a shell
 * drops (NUL), stand in it as octal escapes (POSIX, "printf"). `!` does too, since a history expansion finds it within `"$(…)"`.
 */
export function quoteForPrintf(text: string): string {
  const format = text
    .replace(/[\\%]/g, (character) => (character === "%" ? "%%" : "\\\\"))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
    .replace(/[\u0000-\u0009\u000b-\u001f'!\u007f]|^-/g, toOctal);
  return `'${format}'`;
}

/** The same for text of which each character stands for one byte, as in a header (RFC 9110, section 5.5). */
export function quoteLatin1ForPrintf(text: string): string {
  return quoteForPrintf(text).replace(/[\u0080-\u00ff]/g, toOctal);
}

function toOctal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
}
