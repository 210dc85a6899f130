import { decodeBase64At, lastRunOf, runsOf } from "@/server/platform/base64-runs";
import type { KnownSecrets, SecretForms } from "@/server/platform/secret-forms";
import { layersOf, type Span, toSource } from "@/server/platform/text-layers";

/** The shortest piece of a secret that is blacked out where a text was cut. A shorter one reveals nothing. */
const MIN_PIECE_LENGTH = 4;
/** The most characters that an encoding, or one within another, writes for one. Pieces are looked for in as much of a text's end. */
const MOST_TO_ONE = 12;

/** Returns the spans of the text that hold a long secret, however it is encoded. */
export function findSecrets(text: string, { forms, needles }: KnownSecrets): Span[] {
  const spans: Span[] = [];
  for (const layer of layersOf(text)) {
    for (const span of findAll(layer.text, forms.anywhere)) spans.push(toSource(layer, span));
    for (const run of runsOf(layer.text)) {
      if (!needles.some((needle) => run.text.includes(needle))) continue;
      for (const span of findInBase64(run.text, forms)) {
        spans.push(toSource(layer, { start: run.start + span.start, end: run.start + span.end }));
      }
    }
  }
  return spans;
}

/** Returns the spans of the beginnings of long secrets with which a text that was cut ends, however they are encoded. */
export function findPieces(text: string, { anywhere }: SecretForms): Span[] {
  const spans: Span[] = [];
  const longest = anywhere.reduce((most, { length }) => Math.max(most, length), 0);
  const begin = Math.max(0, text.length - longest * MOST_TO_ONE);
  for (const layer of layersOf(text.slice(begin), true)) {
    for (const piece of [findPiece(layer.text, anywhere), findPieceInBase64(layer.text, anywhere)]) {
      if (piece === null) continue;
      const { start, end } = toSource(layer, { start: piece, end: layer.text.length });
      spans.push({ start: begin + start, end: begin + end });
    }
  }
  return spans;
}

/** Checks whether the text as a whole is a short secret, however it is encoded. */
export function isSecret(text: string, { whole }: SecretForms): boolean {
  if (whole.size === 0) return false;
  for (const layer of layersOf(text)) if (whole.has(layer.text.trim())) return true;
  return false;
}

/** Returns the spans of short secrets whose neighbours, the characters before and behind them, `isEnd` accepts. */
export function findTokens(text: string, { whole }: SecretForms, isEnd: (character: string | undefined) => boolean): Span[] {
  const spans: Span[] = [];
  for (const layer of layersOf(text)) {
    for (const span of findAll(layer.text, [...whole])) spans.push(toSource(layer, span));
  }
  return spans.filter(({ start, end }) => isEnd(text[start - 1]) && isEnd(text[end]));
}

/** Returns the spans of base64 whose bytes hold a secret, in whatever encoding. Its groups may begin at any of the first characters. */
function findInBase64(base64: string, { anywhere }: SecretForms): Span[] {
  const spans: Span[] = [];
  for (const decoded of decodeBase64At(base64)) {
    for (const layer of layersOf(decoded.bytes)) {
      for (const span of findAll(layer.text, anywhere)) spans.push(decoded.toBase64(toSource(layer, span)));
    }
  }
  return spans;
}

/** Returns the place from which the base64 at a text's end holds the beginning of a secret; null where it does not. */
function findPieceInBase64(text: string, anywhere: readonly string[]): number | null {
  const run = lastRunOf(text);
  if (run === null) return null;
  for (const decoded of decodeBase64At(run.text)) {
    for (const layer of layersOf(decoded.bytes, true)) {
      const piece = findPiece(layer.text, anywhere);
      if (piece !== null) return run.start + decoded.toBase64(toSource(layer, { start: piece, end: piece })).start;
    }
  }
  return null;
}

function findAll(text: string, forms: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const form of forms) {
    for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1)) spans.push({ start, end: start + form.length });
  }
  return spans;
}

/** Returns the place of the longest beginning of a form with which the text ends; null for none. */
function findPiece(text: string, forms: readonly string[]): number | null {
  const pieces = forms.map((form) => {
    for (let length = Math.min(form.length - 1, text.length); length >= MIN_PIECE_LENGTH; length--) {
      if (text.endsWith(form.slice(0, length))) return length;
    }
    return 0;
  });
  const longest = Math.max(0, ...pieces);
  return longest === 0 ? null : text.length - longest;
}
