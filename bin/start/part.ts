/** The end of a part. */
export interface PartEnd {
  /** The end of a sentence that begins with the part's name, such as `ended by SIGKILL`. */
  how: string;
  /** The last lines that the part wrote where nobody saw them; empty when there are none, or when they tell nothing. */
  lastLines: string;
}

/** A part of the stack from one start to its end. */
export interface PartRun {
  /** Settles when the part is up. Rejects with what is to be told when it cannot be started; where it just ends, `ended` alone settles. */
  up: Promise<void>;
  /** Settles when the part has ended, however it did. */
  ended: Promise<PartEnd>;
  /** Asks it to end, makes it end after `graceMs`, and settles when it has ended. */
  stop(graceMs: number): Promise<void>;
  /** Ends it at once, without waiting. */
  kill(): void;
}

/** A part of the stack: the web server, the host, the embedded PostgreSQL. */
export interface Part {
  /** The beginning of a sentence: `The host`. */
  name: string;
  /** The place to look for the cause of a fault, as a sentence. */
  whereToLook: string;
  start(): PartRun;
}
