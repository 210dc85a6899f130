import { characterNamed } from "@/server/platform/named-characters";

/** A part of a text, from its first character to behind its last one. */
export interface Span {
  start: number;
  end: number;
}

/** A text whose escape sequences were decoded so and so many times. */
export interface TextLayer {
  text: string;
  /** The place of each character in the source, and last the source's end; null where the text is the source. */
  places: Uint32Array | null;
}

/** The most times that a text is decoded. Each time takes off every kind of escape sequence, so encodings may be nested in any order. */
const MAX_DECODINGS = 6;

/**
 * Matches an escape sequence: of JSON and JavaScript, bytes in percent-encoding, or a character reference of HTML. The groups are
 * those of `characterOf`, and the fourth the bytes.
 */
const ESCAPE =
  /\\(?:[uU]([\dA-Fa-f]{4})|x([\dA-Fa-f]{2})|(["'\\/bfnrt]))|((?:%[\dA-Fa-f]{2})+)|&(?:#[xX]([\dA-Fa-f]{1,6})|#(\d{1,7})|([A-Za-z][A-Za-z\d]{1,30}));?/g;
const CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Matches what a text may end with that is the beginning of an escape sequence, or of a character of several bytes. */
const OPEN_END =
  /(?:\\+(?:[uU][\dA-Fa-f]{0,3}|x[\dA-Fa-f]?)?|%[c-fC-F][\dA-Fa-f](?:%[89abAB][\dA-Fa-f]){0,2}%?[\dA-Fa-f]?|%[\dA-Fa-f]?|&#?\w*|\ufffd+)$/;
const MAX_OPEN_END = 32;

/**
 * Returns the text, and what it says once its escape sequences are decoded, again and again while there are any, at most six
 * times. With `isCut` the text breaks off, and each layer comes once more without the beginning of an escape sequence at its end.
 */
export function* layersOf(text: string, isCut = false): Generator<TextLayer> {
  let layer: TextLayer | null = { text, places: null };
  for (let decodings = 0; layer !== null && decodings <= MAX_DECODINGS; decodings++) {
    yield layer;
    const closed: TextLayer = isCut ? withoutOpenEnd(layer) : layer;
    if (closed !== layer) yield closed;
    layer = decodeLayer(closed);
  }
}

/** Returns the place in the source of a part of a layer. */
export function toSource({ places }: TextLayer, { start, end }: Span): Span {
  return places === null ? { start, end } : { start: places[start] ?? start, end: places[end] ?? end };
}

function withoutOpenEnd(layer: TextLayer): TextLayer {
  const { text } = layer;
  const open = OPEN_END.exec(text.slice(-MAX_OPEN_END))?.[0].length ?? 0;
  if (open === 0) return layer;
  const length = text.length - open;
  const places = Uint32Array.from({ length: length + 1 }, (_, index) => toSource(layer, { start: index, end: index }).start);
  // What was taken off belongs to the last character that is left.
  places[length] = toSource(layer, { start: text.length, end: text.length }).end;
  return { text: text.slice(0, length), places };
}

/** Returns the text with each escape sequence decoded once; null where there is none. */
function decodeLayer(layer: TextLayer): TextLayer | null {
  const { text } = layer;
  if (!(text.includes("\\") || text.includes("%") || text.includes("&"))) return null;
  const decoded = new DecodedText(layer);
  for (const match of text.matchAll(ESCAPE)) decode(match, decoded);
  return decoded.finish();
}

/** The decoded text while it is put together. */
class DecodedText {
  private readonly parts: string[] = [];
  private readonly places: Uint32Array;
  private readonly layer: TextLayer;
  private length = 0;
  private copiedTo = 0;

  constructor(layer: TextLayer) {
    this.layer = layer;
    this.places = new Uint32Array(layer.text.length + 1);
  }

  /** Writes a character in the place of the layer's text from `start` to `end`, and before it what was not copied yet. */
  replace(start: number, end: number, character: string): void {
    this.copy(start);
    this.parts.push(character);
    for (let unit = 0; unit < character.length; unit++) this.places[this.length++] = this.placeOf(start);
    this.copiedTo = end;
  }

  finish(): TextLayer | null {
    if (this.parts.length === 0) return null;
    const end = this.layer.text.length;
    this.copy(end);
    this.places[this.length] = this.placeOf(end);
    return { text: this.parts.join(""), places: this.places.subarray(0, this.length + 1) };
  }

  private copy(end: number): void {
    if (end === this.copiedTo) return;
    this.parts.push(this.layer.text.slice(this.copiedTo, end));
    for (let place = this.copiedTo; place < end; place++) this.places[this.length++] = this.placeOf(place);
    this.copiedTo = end;
  }

  private placeOf(place: number): number {
    return this.layer.places?.[place] ?? place;
  }
}

function decode(match: RegExpExecArray, decoded: DecodedText): void {
  const { index, 0: whole, 4: percent } = match;
  if (percent === undefined) {
    const character = characterOf(match);
    if (character !== undefined) decoded.replace(index, index + whole.length, character);
  } else decodePercent(percent, index, decoded);
}

/** Returns the character that an escape sequence stands for; undefined for one that is not known. */
function characterOf([, unit, byte, control, , hex, decimal, name]: RegExpExecArray): string | undefined {
  if (control !== undefined) return CONTROLS[control] ?? control;
  if (name !== undefined) return characterNamed(name);
  if (decimal !== undefined) return toCharacter(Number(decimal));
  return toCharacter(Number.parseInt(unit ?? byte ?? hex ?? "", 16));
}

/** Returns the character with this number. A half of a surrogate pair is a character here: the other half follows it. */
function toCharacter(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Decodes a run of bytes: as UTF-8 where they are, else each byte as the Latin-1 character that it is. */
function decodePercent(run: string, index: number, decoded: DecodedText): void {
  for (let start = 0; start < run.length; ) {
    const lead = Number.parseInt(run.slice(start + 1, start + 3), 16);
    const bytes = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const end = start + 3 * bytes;
    const character = bytes === 1 ? undefined : decodeUtf8(run.slice(start, end));
    const taken = character === undefined ? start + 3 : end;
    decoded.replace(index + start, index + taken, character ?? String.fromCharCode(lead));
    start = taken;
  }
}

function decodeUtf8(percent: string): string | undefined {
  try {
    return decodeURIComponent(percent);
  } catch {
    return undefined;
  }
}
