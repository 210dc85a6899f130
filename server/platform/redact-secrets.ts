export const REDACTED = "[redacted]";

/** Shorter ones would black out ordinary words, and are no secrets to speak of. */
const MIN_LENGTH = 4;

/** A secret in each form in which an endpoint may echo it: as it is, in a JSON text, in a form's body. The longest first. */
export function secretForms(secrets: readonly string[]): string[] {
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
  ]);
  return [...new Set(forms)].filter((form) => form.length >= MIN_LENGTH).sort((one, other) => other.length - one.length);
}

/** The text with each of these forms blacked out. */
export function redactSecrets(text: string, forms: readonly string[]): string {
  let redacted = text;
  for (const form of forms) if (redacted.includes(form)) redacted = redacted.replaceAll(form, REDACTED);
  return redacted;
}
