import { numberMarks } from "@/domain/json/number-marks";

/**
 * A JSON number that a double, or the way JavaScript writes doubles, would change: `1152921504606846977`, `19.90`, `1e400`.
 * `text` is the number as published, by the grammar of RFC 8259, section 6. As a `Number` object it has the value of the nearest
 * double, so that code that does not know this class can still compute with it.
 */
export class ExactNumber extends Number {
  readonly text: string;

  constructor(text: string) {
    super(text);
    this.text = text;
  }

  /** Returns what JSON.stringify is to write: the nearest double, or within `writeJson` the mark that the digits replace. */
  toJSON(): number | string {
    return numberMarks.isWriting ? numberMarks.mark(this.text) : this.valueOf();
  }
}
