/**
 * The texts that stand for exact numbers while JavaScript's own JSON functions read or write a document. A mark begins with 128 random
 * bits, made when the process starts and never told to anybody: no text from outside is taken for one.
 */
class NumberMarks {
  readonly #secret = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
  readonly #written = new RegExp(`"${this.#secret}([^"]*)"`, "g");
  #isWriting = false;
  #count = 0;

  /** Whether exact numbers are to be written as marks. */
  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** Gives the mark of a number. */
  mark(digits: string): string {
    this.#count += 1;
    return this.#secret + digits;
  }

  /** Gives the digits of the number that a text is the mark of, or null where it is none. */
  digitsOf(text: string): string | null {
    return text.startsWith(this.#secret) ? text.slice(this.#secret.length) : null;
  }

  /** Gives the JSON that `write` makes, with the digits of exact numbers instead of their marks. */
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
