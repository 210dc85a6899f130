import { base64CoresOf, inBase64Url } from "@/server/platform/base64-cores";
import { layersOf } from "@/server/platform/text-layers";

/**
 * The forms of secrets that are looked for in a text and in what it says once its escape sequences are decoded, by the places
 * where they are blacked out (docs/decisions/022-redaction.md).
 */
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
  /**
   * A text that contains none of these contains none of the secrets, unless an escape sequence in it stands for a plain character.
   * An empty one means that every text must be looked at.
   */
  readonly needles: readonly string[];
  /** The length of the shortest of them. A shorter text holds no secret; without needles none does. */
  readonly shortestNeedle: number;
  private readonly secrets: readonly string[];
  private knownForms: SecretForms | null = null;
  private widened: { secret: string; secrets: KnownSecrets } | null = null;

  constructor(secrets: readonly string[]) {
    this.secrets = [...new Set(secrets)].filter((secret) => secret.trim() !== "");
    this.needles = withoutImplied(this.secrets.flatMap(needlesOf));
    this.shortestNeedle = Math.min(...this.needles.map(({ length }) => length));
  }

  get forms(): SecretForms {
    this.knownForms ??= formsOf(this.secrets);
    return this.knownForms;
  }

  /** Returns these secrets and another one. The result is kept for the next call, because access tokens are used many times. */
  with(secret: string): KnownSecrets {
    if (this.widened?.secret !== secret) this.widened = { secret, secrets: new KnownSecrets([secret, ...this.secrets]) };
    return this.widened.secrets;
  }
}

/** The shortest secret that is recognised anywhere. A shorter one would black out ordinary words and numbers. */
const MIN_LENGTH_ANYWHERE = 8;

/** Matches letters, digits and signs that no encoding changes, except base64. */
const SAME_IN_EVERY_FORM = /[\w.-]+/g;
/** Matches the characters of base64 that no other encoding changes. */
const SAME_IN_EVERY_BASE64 = /[A-Za-z0-9]+/g;

/**
 * Returns what every text has that contains the secret in some form: the longest part that no encoding changes, or what base64
 * makes of that part.
 */
function needlesOf(secret: string): string[] {
  if (isShort(secret)) return [longestOf(secret, SAME_IN_EVERY_FORM), ...wholeBase64Of(secret).map((base64) => longestOf(base64))];
  const plain = longestOf(secret, SAME_IN_EVERY_FORM);
  return [plain, ...base64CoresOf(plain).map((core) => longestOf(core))];
}

function longestOf(text: string, part = SAME_IN_EVERY_BASE64): string {
  return (text.match(part) ?? []).reduce((longest, other) => (other.length > longest.length ? other : longest), "");
}

/** Leaves out each text that contains another one of them, because whoever finds the longer one finds the shorter one. */
function withoutImplied(needles: readonly string[]): string[] {
  const different = [...new Set(needles)];
  return different.filter((needle) => !different.some((other) => other !== needle && needle.includes(other)));
}

/** Returns the forms of each secret, with and without the white space around it, which a header or a form may lose. */
function formsOf(secrets: readonly string[]): SecretForms {
  const anywhere = new Set<string>();
  const whole = new Set<string>();
  for (const secret of new Set(secrets.flatMap((text) => [text, text.trim()]))) {
    const texts = textFormsOf(secret);
    if (isShort(secret)) for (const text of [...texts, ...wholeBase64Of(secret)]) whole.add(text);
    else for (const text of texts) anywhere.add(text);
  }
  return { anywhere: [...anywhere], whole };
}

function isShort(secret: string): boolean {
  return secret.length < MIN_LENGTH_ANYWHERE;
}

/** Returns the secret as a text may say it once its escape sequences are decoded, which may be those of the secret itself. */
function textFormsOf(secret: string): Set<string> {
  const forms = new Set([...layersOf(secret)].map(({ text }) => text));
  // A form writes a space as a plus sign, and who reads one takes a plus sign for a space (URL Standard, section 5).
  for (const text of [...forms]) forms.add(text.replaceAll(" ", "+")).add(text.replaceAll("+", " "));
  // A charset that was mistaken for the other one: headers are Latin-1 (RFC 9110, section 5.5), bodies are UTF-8.
  for (const text of [...forms]) forms.add(inBytes(text)).add(Buffer.from(text, "latin1").toString("utf8"));
  // base64url of a secret that is base64, with its padding and without (RFC 4648, section 5).
  if (isBase64(secret)) forms.add(inBase64Url(secret)).add(inBase64Url(secret).replace(/=+$/, ""));
  return forms;
}

/** Returns the bytes of a text in UTF-8, each as the character with its number. Decoded base64 is read in the same way. */
function inBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function wholeBase64Of(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  return [base64, inBase64Url(base64)].flatMap((text) => [text, text.replace(/=+$/, "")]);
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}
