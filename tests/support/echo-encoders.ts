/** Writes a text in some encoding, as a receiver may that echoes what it was sent. */
type Encoder = (secret: string) => string;

const bytesOf = (text: string) => [...Buffer.from(text)];
const unitsOf = (text: string) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
const hex = (number: number, length: number) => number.toString(16).padStart(length, "0");
const characters = (toReference: (code: number) => string): Encoder => {
  return (secret) => [...secret].map((character) => toReference(character.codePointAt(0) ?? 0)).join("");
};
const inJson: Encoder = (secret) => JSON.stringify(secret).slice(1, -1);
const lower: Encoder = (percent) => percent.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
const form: Encoder = (secret) => new URLSearchParams({ secret }).toString().slice("secret=".length);
const nested =
  (encode: Encoder, depth: number): Encoder =>
  (secret) =>
    depth === 0 ? secret : nested(encode, depth - 1)(encode(secret));
const base64 =
  (before: string, after: string, encoding: "base64" | "base64url" = "base64"): Encoder =>
  (secret) =>
    Buffer.from(`${before}${secret}${after}`).toString(encoding);

const NAMES: Readonly<Record<string, string>> = { '"': "&quot;", "&": "&amp;", "'": "&apos;", "<": "&lt;", ">": "&gt;", "/": "&sol;" };

/** The encodings in which receivers echo, each with its name as the end of "the secret is blacked out …". */
export const ECHO_ENCODERS: readonly [how: string, encode: Encoder][] = [
  ["as it is", (secret) => secret],
  ["in JSON", inJson],
  ["in JSON with \\/", (secret) => inJson(secret).replaceAll("/", "\\/")],
  [
    "in JSON with every character as \\uxxxx",
    (secret) =>
      unitsOf(secret)
        .map((unit) => `\\u${hex(unit, 4)}`)
        .join(""),
  ],
  [
    "in JSON with every character as \\uXXXX",
    (secret) =>
      unitsOf(secret)
        .map((unit) => `\\u${hex(unit, 4).toUpperCase()}`)
        .join(""),
  ],
  ["in JSON as Go writes it", (secret) => inJson(secret).replace(/[<>&]/g, (sign) => `\\u${hex(sign.charCodeAt(0), 4)}`)],
  ...[2, 3, 4, 5].map((depth): [string, Encoder] => [`in JSON, ${depth} deep`, nested(inJson, depth)]),
  ["percent-encoded", encodeURIComponent],
  ["percent-encoded in lower case", (secret) => lower(encodeURIComponent(secret))],
  ["percent-encoded twice", nested(encodeURIComponent, 2)],
  ["percent-encoded twice in lower case", (secret) => lower(encodeURIComponent(lower(encodeURIComponent(secret))))],
  [
    "percent-encoded in every byte",
    (secret) =>
      bytesOf(secret)
        .map((byte) => `%${hex(byte, 2)}`)
        .join(""),
  ],
  [
    "percent-encoded in every byte, twice",
    (secret) =>
      bytesOf(secret)
        .map((byte) => `%25${hex(byte, 2)}`)
        .join(""),
  ],
  ["in a form", form],
  ["in a form in lower case", (secret) => lower(form(secret))],
  ["in a form within JSON", (secret) => inJson(form(secret))],
  ["in JSON within a form", (secret) => form(inJson(secret))],
  ["in HTML by names", (secret) => secret.replace(/["&'<>/]/g, (sign) => NAMES[sign] ?? sign).replaceAll("é", "&eacute;")],
  ["in HTML by decimal numbers", characters((code) => `&#${code};`)],
  ["in HTML by hexadecimal numbers", characters((code) => `&#x${code.toString(16)};`)],
  ["in HTML by hexadecimal numbers in upper case", characters((code) => `&#X${code.toString(16).toUpperCase()};`)],
  ["in HTML within JSON", (secret) => inJson(characters((code) => `&#0${code};`)(secret))],
  ["in JavaScript", (secret) => secret.replace(/[\\"'/<>&]/g, (sign) => `\\x${hex(sign.charCodeAt(0), 2)}`)],
  ["in base64", base64("", "")],
  ["in base64url", base64("", "", "base64url")],
  ["in Basic, as the user's password", (secret) => `Basic ${base64("ann:", "")(secret)}`],
  ["in base64 from the second place", base64("x", " and more")],
  ["in base64 from the third place", base64("xx", " and more")],
  ["in base64url from the second place", base64("x", "?", "base64url")],
  ["in base64url from the third place", base64("xx", "??", "base64url")],
  ["in base64, percent-encoded", (secret) => encodeURIComponent(base64("x", "y")(secret))],
  ["in base64 of JSON", (secret) => base64("", "")(JSON.stringify({ key: secret }))],
  ["in base64 of a form", (secret) => base64("", "")(`a=1&b=${form(secret)}&c=2`)],
];
