/** Secrets in every form in which an endpoint may echo them, by the places where they are blacked out (docs/decisions/022-redaction.md). */
export interface SecretForms {
  /** The forms of secrets that are long enough to be recognised anywhere in a text. */
  anywhere: readonly string[];
  /**
   * The forms of shorter secrets, which may be an ordinary word or number. They count only as a whole string, form value or
   * header token.
   */
  whole: ReadonlySet<string>;
}

/** Secrets that a text may hold. Most texts hold none, so their forms are made only when a text seems to hold one. */
export class KnownSecrets {
  /** A text that contains none of these contains none of the secrets, unless it has escape sequences. */
  readonly needles: readonly string[];
  private readonly secrets: readonly string[];
  private knownForms: SecretForms | null = null;

  constructor(secrets: readonly string[]) {
    this.secrets = secrets.filter((secret) => secret.trim() !== "");
    this.needles = [...new Set(this.secrets.flatMap(needlesOf))];
  }

  get forms(): SecretForms {
    this.knownForms ??= formsOf(this.secrets);
    return this.knownForms;
  }

  with(secret: string): KnownSecrets {
    return new KnownSecrets([secret, ...this.secrets]);
  }
}

/** The shortest secret that is recognised anywhere. A shorter one would black out ordinary words and numbers. */
const MIN_LENGTH_ANYWHERE = 8;

/** Matches letters, digits and signs that no encoding changes. */
const SAME_IN_EVERY_FORM = /[\w.-]+/g;

/** The ways in which an echoed text may be written, one a line. */
const FORMS: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  // JSON (RFC 8259, section 7): plain, with `\/`, in ASCII alone, with both, and as a JSON text within another one.
  inJson,
  (secret) => withSlashes(inJson(secret)),
  (secret) => inAscii(inJson(secret)),
  (secret) => inAscii(withSlashes(inJson(secret))),
  (secret) => inJson(inJson(secret)),
  // Percent-encoding (RFC 3986, section 2.1): the characters that JavaScript encodes, and all that are not unreserved.
  (secret) => percentEncode(secret, /[^\w.!~*'()-]/gu),
  (secret) => inLowerCase(percentEncode(secret, /[^\w.!~*'()-]/gu)),
  (secret) => percentEncode(secret, /[^\w.~-]/gu),
  (secret) => inLowerCase(percentEncode(secret, /[^\w.~-]/gu)),
  // The URL parser's encoding of a query, and of a path (URL Standard, section 1.3).
  (secret) => percentEncode(secret, /[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x7e]/gu),
  (secret) => percentEncode(secret, /[^\x21\x24-\x3b\x3d\x40-\x5d\x5f\x61-\x7a\x7c\x7e]/gu),
  // A form's body (URL Standard, section 5.2).
  inForm,
  (secret) => inLowerCase(inForm(secret)),
  // base64url of a base64 secret (RFC 4648, section 5), with padding and without.
  (secret) => (isBase64(secret) ? inBase64Url(secret) : secret),
  (secret) => (isBase64(secret) ? inBase64Url(secret).replace(/=+$/, "") : secret),
  // HTML, with the three ways in which templates write quotes.
  (secret) => inHtml(secret, { '"': "&quot;", "'": "&#39;" }),
  (secret) => inHtml(secret, { '"': "&#34;", "'": "&#39;" }),
  (secret) => inHtml(secret, { '"': "&quot;", "'": "&#x27;" }),
  (secret) => inHtml(secret, { '"': "&quot;", "'": "&#039;" }),
];

/** Returns the longest part that every form of a secret contains, or all of its forms when there is no such part. */
function needlesOf(secret: string): readonly string[] {
  const [longest] = (secret.match(SAME_IN_EVERY_FORM) ?? []).sort((one, other) => other.length - one.length);
  return longest === undefined ? FORMS.map((form) => form(secret.trim())) : [longest];
}

/** Returns the forms of each secret, with and without the white space around it, which a header or a form may lose. */
function formsOf(secrets: readonly string[]): SecretForms {
  const anywhere = new Set<string>();
  const whole = new Set<string>();
  for (const secret of secrets.flatMap((text) => [text, text.trim()])) {
    const forms = secret.length < MIN_LENGTH_ANYWHERE ? whole : anywhere;
    for (const form of FORMS) forms.add(form(secret));
  }
  return { anywhere: [...anywhere], whole };
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function withSlashes(json: string): string {
  return json.replaceAll("/", "\\/");
}

function inAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Writes the matching characters in percent-encoding. Half of a surrogate pair becomes U+FFFD, as in every encoder. */
function percentEncode(text: string, encoded: RegExp): string {
  return text.replace(encoded, (character) =>
    Buffer.from(character)
      .toString("hex")
      .toUpperCase()
      .replace(/../g, (byte) => `%${byte}`),
  );
}

function inForm(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

function inLowerCase(percentEncoded: string): string {
  return percentEncoded.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

function inBase64Url(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}

function inHtml(text: string, quotes: Readonly<Record<string, string>>): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", ...quotes };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
