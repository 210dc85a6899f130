/**
 * The texts that stand for exact numbers while JavaScript's own JSON functions read or write a document. A mark begins with 128
 * random bits that are made when the process starts and are never revealed, so no text from outside is taken for a mark.
 */
class NumberMarks {
  readonly #secret = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
  readonly #written = new RegExp(`"${this.#secret}([^"]*)"`, "g");
  #isWriting = false;
  #count = 0;

  /** True while exact numbers are written as marks. */
  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** Returns the mark of a number. */
  mark(digits: string): string {
    this.#count += 1;
    return this.#secret + digits;
  }

  /** Returns the digits of the number that a mark stands for; null where the text is no mark. */
  digitsOf(text: string): string | null {
    return text.startsWith(this.#secret) ? text.slice(this.#secret.length) : null;
  }

  /** Returns the JSON that `write` makes, with the digits of exact numbers in place of their marks. */
  write(write: () => string): string {
    this.#count = 0;
    this.#isWriting = true;
    try {
      const json = write();
      return this.#count === 0 ? json : json.replace(this.#written, "$1");
    } finally {
      this.#isWriting = false;
    }
  }
}

export const numberMarks = new NumberMarks();
