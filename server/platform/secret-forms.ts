/** Secrets in every form in which an endpoint may echo them, by where they are blacked out (docs/decisions/022-redaction.md). */
export interface SecretForms {
  /** Of secrets that are long enough to be known anywhere in a text. */
  anywhere: readonly string[];
  /** Of shorter ones, which may be an ordinary word or number: they count only as a whole string, form value or header token. */
  whole: ReadonlySet<string>;
}

/** Secrets that a text may hold. Most texts hold none, so their forms are not put together before a text seems to hold one. */
export class KnownSecrets {
  /** A text that has none of these has none of the secrets, escape sequences apart. */
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

/** Shorter ones would black out ordinary words and numbers wherever they stand. */
const MIN_LENGTH_ANYWHERE = 8;

/** Letters, digits and signs that no encoding changes. */
const SAME_IN_EVERY_FORM = /[\w.-]+/g;

/** How a text is written where it is echoed: another way is another line. */
const FORMS: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  // JSON (RFC 8259, section 7); with `\/`, in ASCII alone, with both, and as a JSON text within another one.
  inJson,
  (secret) => withSlashes(inJson(secret)),
  (secret) => inAscii(inJson(secret)),
  (secret) => inAscii(withSlashes(inJson(secret))),
  (secret) => inJson(inJson(secret)),
  // Percent-encoding (RFC 3986, section 2.1): as JavaScript has it, and whatever is not unreserved.
  (secret) => percentEncode(secret, /[^\w.!~*'()-]/gu),
  (secret) => inLowerCase(percentEncode(secret, /[^\w.!~*'()-]/gu)),
  (secret) => percentEncode(secret, /[^\w.~-]/gu),
  (secret) => inLowerCase(percentEncode(secret, /[^\w.~-]/gu)),
  // As the URL parser writes a query, and a path (URL Standard, section 1.3).
  (secret) => percentEncode(secret, /[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x7e]/gu),
  (secret) => percentEncode(secret, /[^\x21\x24-\x3b\x3d\x40-\x5d\x5f\x61-\x7a\x7c\x7e]/gu),
  // A form's body (URL Standard, section 5.2).
  inForm,
  (secret) => inLowerCase(inForm(secret)),
  // base64url of what is base64 (RFC 4648, section 5), with padding and without.
  (secret) => (isBase64(secret) ? inBase64Url(secret) : secret),
  (secret) => (isBase64(secret) ? inBase64Url(secret).replace(/=+$/, "") : secret),
  // HTML, by the three spellings of quotes that templates write.
  (secret) => inHtml(secret, { '"': "&quot;", "'": "&#39;" }),
  (secret) => inHtml(secret, { '"': "&#34;", "'": "&#39;" }),
  (secret) => inHtml(secret, { '"': "&quot;", "'": "&#x27;" }),
  (secret) => inHtml(secret, { '"': "&quot;", "'": "&#039;" }),
];

/** The longest part that every form of a secret has; its forms, where there is none. */
function needlesOf(secret: string): readonly string[] {
  const [longest] = (secret.match(SAME_IN_EVERY_FORM) ?? []).sort((one, other) => other.length - one.length);
  return longest === undefined ? FORMS.map((form) => form(secret.trim())) : [longest];
}

/** Each also without the white space around it, which a header or a form loses on the way. */
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

/** Half of a character outside the basic plane, which no encoding of bytes has, becomes U+FFFD, as in every encoder. */
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
