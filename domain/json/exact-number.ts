import { numberMarks } from "@/domain/json/number-marks";

/**
 * Carries a JSON number that a double, or the way JavaScript writes one, would change: `1152921504606846977`, `19.90`, `1e400`.
 * `text` is the number as it was published, by the grammar of RFC 8259, section 6. As a `Number` object it is the nearest double, so that
 * code that knows nothing of it still computes.
 */
export class ExactNumber extends Number {
  readonly text: string;

  constructor(text: string) {
    super(text);
    this.text = text;
  }

  /** Gives JSON.stringify what it is to write: the nearest double, or, for `writeJson`, what the digits are put in place of. */
  toJSON(): number | string {
    return numberMarks.isWriting ? numberMarks.mark(this.text) : this.valueOf();
  }
}
