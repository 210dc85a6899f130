import { ExactNumber } from "@/domain/json/exact-number";
import { numberMarks } from "@/domain/json/number-marks";
import { replaceParts } from "@/domain/json/replace-parts";

/**
 * The places of numbers that JSON.stringify may write differently: `-0`, a number of 16 characters or more, one with an exponent,
 * one whose fraction ends in a zero, one below a millionth. Any other number has at most 15 digits, which a double returns
 * unchanged (IEEE 754; ECMA-262, Number::toString). A match inside a string costs time and changes nothing.
 */
const MAY_BE_EXACT = /[:,[\s](?:-0(?!\.)|-?\d(?:[\d.]{15}|\d*(?:\.\d*)?[eE]|\d*\.\d*0[\s,\]}]|\.0{6}))/;
const BEGINS_WITH_NUMBER = /^-?\d/;
/** The form of a number (RFC 8259, section 6). */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const MINUS = 0x2d;

/**
 * Parses JSON as `JSON.parse` does, with the same errors. A number that JSON.stringify would write differently becomes an
 * ExactNumber, which keeps its digits (docs/decisions/020-numbers-digit-for-digit.md).
 */
export function parseJson(text: string): unknown {
  if (!MAY_BE_EXACT.test(text) && !BEGINS_WITH_NUMBER.test(text)) return JSON.parse(text);
  const marked = markNumbers(text);
  if (marked === null) return JSON.parse(text);
  let tree: unknown;
  try {
    tree = JSON.parse(marked);
  } catch {
    // The error must be about the text as given.
    return JSON.parse(text);
  }
  return replaceParts(tree, unmark);
}

/** Returns the text with a mark, as a string, in place of each number that must be exact; null where there is none. */
function markNumbers(text: string): string | null {
  let marked = "";
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === MINUS || isDigit(code)) {
      const end = endOfNumber(text, at);
      const digits = text.slice(at, end);
      if (isChanged(digits) && !isKey(text, end)) {
        marked += `${text.slice(copied, at)}"${numberMarks.mark(digits)}"`;
        copied = end;
      }
      at = end;
    } else {
      at += 1;
    }
  }
  return copied === 0 ? null : marked + text.slice(copied);
}

function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    // A quote after an odd number of backslashes is part of the string.
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isNumberPart(text.charCodeAt(end))) end += 1;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Checks whether a character is a digit or one of `+`, `-`, `.`, `e`, `E`. */
function isNumberPart(code: number): boolean {
  return isDigit(code) || code === 0x2b || code === MINUS || code === 0x2e || code === 0x65 || code === 0x45;
}

/** Checks whether JavaScript would write the number differently. A text that is no number is left for JSON.parse to refuse. */
function isChanged(digits: string): boolean {
  return String(Number(digits)) !== digits && NUMBER.test(digits);
}

/** Checks whether a colon follows. A string may be a key, a number may not. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === COLON;
}

/** Checks whether a character is white space (RFC 8259, section 2). */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function unmark(part: unknown): unknown {
  const digits = typeof part === "string" ? numberMarks.digitsOf(part) : null;
  return digits === null ? part : new ExactNumber(digits);
}
