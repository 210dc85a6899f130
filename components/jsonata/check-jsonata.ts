import jsonata from "jsonata";
import type { CodeFault } from "@/components/code-editor/code-editor";

/**
 * The error that stopped an evaluation, and its place, counted in characters from the start of the expression. JSONata counts up to the end
 * of a word, or of a call's `(`.
 */
export interface RuntimeFault {
  message: string;
  position: number;
}

/** Returns the fault at the word of an expression at which its evaluation stopped. */
export function locateFault(expression: string, { message, position }: RuntimeFault): CodeFault {
  const read = expression.slice(0, position);
  const word = /([$\p{L}\p{N}_]+)\(?$/u.exec(read);
  const from = word?.index ?? Math.max(0, read.length - 1);
  return { message, from, to: word ? from + (word[1]?.length ?? 0) : read.length };
}

/** Returns the first fault that keeps an expression from being read; null where there is none, or where there is only white space. */
export function checkJsonata(expression: string): CodeFault | null {
  if (expression.trim() === "") return null;
  try {
    jsonata(expression);
    return null;
  } catch (error) {
    return toFault(error, expression.length);
  }
}

/** Makes a fault from an error of JSONata, which names the place after the token in question. */
function toFault(error: unknown, length: number): CodeFault {
  const { message, position, token } = Object(error) as { message?: unknown; position?: unknown; token?: unknown };
  const end = typeof position === "number" ? Math.min(Math.max(position, 0), length) : length;
  const width = typeof token === "string" && token !== "(end)" ? token.length : 1;
  const from = Math.max(0, Math.min(end - width, length - 1));
  return { message: typeof message === "string" ? message : "This is no JSONata.", from, to: Math.max(end, from + 1) };
}
