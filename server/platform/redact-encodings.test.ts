import { describe, expect, it } from "vitest";
import { redactHeader, redactSecrets } from "@/server/platform/redact-secrets";
import { KnownSecrets } from "@/server/platform/secret-forms";
import { ECHO_ENCODERS } from "@/tests/support/echo-encoders";

const SECRETS: [string, string][] = [
  ["base64", "sk_live/Abc+Def9876543210=="],
  ["of every sign", `p"ss w&rd/'<x>\\y+~#%?é1`],
  ["not in ASCII", "clé-secrète/né😀"],
  ["that looks like an encoding", "a%2Fb&amp;c\\u0041-key"],
];

/** The beginning of the names of encodings that hide the secret's characters: what they leave must be decoded to be judged. */
const OF_BASE64 = /^in (?:base64|Basic)/;

/** Checks whether nothing of the secret but a few characters is left in a redacted text. */
function isGone(input: { how: string; redacted: string; echo: string; secret: string }): boolean {
  const left = input.redacted.replaceAll("[redacted]", " ");
  if (!OF_BASE64.test(input.how)) return !hasPart(left, input.echo, 8);
  const runs = left.match(/[A-Za-z0-9+/_-]{2,}/g) ?? [];
  const decoded = runs.flatMap((run) => [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), "base64").toString("latin1")));
  const secret = Buffer.from(input.secret).toString("latin1");
  return !decoded.some((text) => hasPart(text, secret, 4));
}

function hasPart(text: string, whole: string, length: number): boolean {
  for (let start = 0; start + length <= whole.length; start++) if (text.includes(whole.slice(start, start + length))) return true;
  return false;
}

describe.each(SECRETS)("a secret that is %s", (_what, secret) => {
  const secrets = new KnownSecrets(["another-secret-of-ours", secret]);

  it.each(ECHO_ENCODERS)("is blacked out %s", (how, encode) => {
    const echo = encode(secret);
    const json = JSON.stringify({ ok: true, number: 1.1, echo: `before ${echo} after`, list: [echo] });
    for (const text of [`before ${echo} after`, echo, `key=${echo}&n=1`, json, JSON.stringify({ json })]) {
      const redacted = redactSecrets(text, secrets);
      expect(redacted).toContain("[redacted]");
      expect(isGone({ how, redacted, echo, secret })).toBe(true);
    }
    expect(redactHeader(`x ${echo}; y`, secrets)).toContain("[redacted]");
    expect(JSON.parse(redactSecrets(json, secrets))).toMatchObject({ ok: true, number: 1.1 });
  });
});

describe.each(SECRETS.slice(0, 3))("a secret that is %s", (_what, secret) => {
  const secrets = new KnownSecrets(["another-secret-of-ours", secret]);

  it.each(ECHO_ENCODERS)("is blacked out %s wherever the text is cut within it", (how, encode) => {
    const echo = encode(secret);
    for (const before of ["the key is: ", '{"n":12345678,"key":"']) {
      for (let length = 1; length < echo.length; length++) {
        const redacted = redactSecrets(before + echo.slice(0, length), secrets, true).slice(before.length);
        expect(isGone({ how, redacted, echo: secret, secret })).toBe(true);
        // Up to three characters say nothing. A fourth one may be half an escape sequence, or look like the end of JSON.
        if (!OF_BASE64.test(how)) expect(redacted.replace("[redacted]", "").length).toBeLessThan(encode(secret.slice(0, 5)).length);
      }
    }
  });
});

describe("a text without the secret", () => {
  const secrets = new KnownSecrets(["sk_live/Abc+Def9876543210==", `p"ss w&rd/'<é`]);

  it.each([
    ["with escape sequences", 'a \\" b \\u00e9 %2F%20 &#39; &amp; &lt; \\/ c'],
    ["with escape sequences of plain characters", "%41%62 \\u0041 &#65; \\x41 %2541"],
    ["in base64", Buffer.from("nothing of it is in here, sk_live").toString("base64")],
    ["in JSON", '{"a":"\\u0041\\/","b":"%41","n":1.10}'],
    ["with sequences that are none", "100% \\u12 &; &#; &#x; %G1 \\q &nothing; %E9 %F0%9F &#99999999;"],
  ])("%s stays as it is", (_how, text) => {
    expect(redactSecrets(text, secrets)).toBe(text);
    expect(redactHeader(text, secrets)).toBe(text);
  });
});

describe("a short secret", () => {
  it("is blacked out in base64 and in every escape where it is a whole string or value", () => {
    const secrets = new KnownSecrets(["p&w/1"]);
    const base64 = Buffer.from("p&w/1").toString("base64");
    const echoes = [base64, base64.replace(/=+$/, ""), "p%2526w%252f1", "&#112;&#38;w&#x2f;1", "\\u0070&w\\/1"];
    expect(redactSecrets(JSON.stringify(echoes), secrets)).toBe(JSON.stringify(echoes.map(() => "[redacted]")));
    expect(redactSecrets(`pin=p%2526w%252f1&x=${base64}x`, secrets)).toBe(`pin=[redacted]&x=${base64}x`);
    expect(redactHeader("Basic p%2526w%252F1", secrets)).toBe("Basic [redacted]");
  });
});
