import { describe, expect, it } from "vitest";
import { redactHeader, redactSecrets } from "@/server/platform/redact-secrets";
import { KnownSecrets } from "@/server/platform/secret-forms";

const redact = (text: string, ...secrets: string[]) => redactSecrets(text, new KnownSecrets(secrets));
const redactCut = (text: string, ...secrets: string[]) => redactSecrets(text, new KnownSecrets(secrets), true);
const lowerPercent = (text: string) => text.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());

const SECRET = `p"ss w&rd/'<é😀+\\`;
const ECHOES: [string, string][] = [
  ["as it is", SECRET],
  ["in JSON", JSON.stringify(SECRET)],
  ["in JSON with \\/", JSON.stringify(SECRET).replaceAll("/", "\\/")],
  ["in JSON in ASCII", '"p\\"ss w&rd/\'<\\u00e9\\ud83d\\ude00+\\\\"'],
  ["in JSON as PHP writes it", '"p\\"ss w&rd\\/\'<\\u00e9\\ud83d\\ude00+\\\\"'],
  ["in JSON in JSON", JSON.stringify(JSON.stringify(SECRET))],
  ["percent-encoded by JavaScript", encodeURIComponent(SECRET)],
  ["percent-encoded in lower case", lowerPercent(encodeURIComponent(SECRET))],
  ["percent-encoded but for what is unreserved", encodeURIComponent(SECRET).replaceAll("'", "%27")],
  ["in a form", new URLSearchParams({ SECRET }).toString()],
  ["in a form in lower case", lowerPercent(new URLSearchParams({ SECRET }).toString())],
  ["in a URL's query", new URL(`https://example.com/?${SECRET}`).search],
  ["in HTML", "p&quot;ss w&amp;rd/&#39;&lt;é😀+\\"],
  ["in HTML with numbers", "p&#34;ss w&amp;rd/&#39;&lt;é😀+\\"],
  ["in HTML by Python", "p&quot;ss w&amp;rd/&#x27;&lt;é😀+\\"],
  ["in HTML by PHP", "p&quot;ss w&amp;rd/&#039;&lt;é😀+\\"],
];

describe("a secret of 8 characters or more", () => {
  it.each(ECHOES)("is blacked out %s, in a text and within a string of JSON", (_how, echo) => {
    for (const redacted of [redact(`before ${echo} after`, SECRET), redact(JSON.stringify({ a: `before ${echo} after` }), SECRET)]) {
      expect(redacted).toContain("[redacted]");
      expect(redacted).not.toMatch(/ss|rd/);
    }
  });

  it("is blacked out in a string of JSON with escape sequences that nobody needs", () => {
    expect(redact('{"a":"\\u0050assword-1","b":"x\\u002fPassw\\u006Frd-1"}', "Password-1")).toBe('{"a":"[redacted]","b":"x/[redacted]"}');
    // The text's only line break is the last `\n`, so it stays JSON.
    expect(JSON.parse(redact('["\\nabcdefg"]', "nabcdefg"))).toEqual(["\nabcdefg"]);
  });

  it("is blacked out in the path of a URL, and in base64url where it is base64", () => {
    const { pathname } = new URL('https://example.com/a?b"c^{d}');
    expect(redact(new URL("https://example.com/key 1<é>2").pathname, "key 1<é>2")).toBe("/[redacted]");
    expect(pathname).not.toContain('"');
    expect(redact("at ab-_cdefgh== and ab-_cdefgh and ab+/cdefgh==", "ab+/cdefgh==")).toBe("at [redacted] and [redacted] and [redacted]");
  });

  it("is blacked out as a name, too, and within a longer string", () => {
    expect(redact('{"secret-value":{"a":"Bearer secret-value."}}', "secret-value")).toBe('{"[redacted]":{"a":"Bearer [redacted]."}}');
  });

  it("leaves a number of JSON as it is, whole or in part, and so what stands between strings", () => {
    const text = '{"id":12345678,"long":9912345678001152921504606846977,"list":[12345678.10],"text":"12345678"}';
    expect(redact(text, "12345678")).toBe(text.replace('"12345678"', '"[redacted]"'));
    expect(redact('{"a":"bcdef","g":"h"}', '":"bcdef","')).toBe('{"a":"bcdef","g":"h"}');
    expect(redact('{"inner":"{\\"id\\":12345678,\\"key\\":\\"12345678\\"}"}', "12345678")).toBe(
      '{"inner":"{\\"id\\":12345678,\\"key\\":\\"[redacted]\\"}"}',
    );
  });

  it("is blacked out in a text of digits that is no JSON", () => {
    expect(redact("12345678", "12345678")).toBe("[redacted]");
    expect(redact("key=12345678&id=1", "12345678")).toBe("key=[redacted]&id=1");
    expect(redact("[error] no 12345678", "12345678")).toBe("[error] no [redacted]");
  });

  it("goes as a whole where it holds another one, overlaps it or itself, or looks like what replaces it", () => {
    expect(redact("user:password", "password", "user:password")).toBe("[redacted]");
    expect(redact("user:password", "user:password", "password")).toBe("[redacted]");
    expect(redact("password-and-more password-and", "password", "password-and-more")).toBe("[redacted] [redacted]-and");
    expect(redact("xabcdefghijklx", "abcdefgh", "efghijkl")).toBe("x[redacted]x");
    expect(redact("abababababx", "abababab")).toBe("[redacted]x");
    expect(redact("redacted password", "password", "redacted")).toBe("[redacted] [redacted]");
  });

  it("may have characters that mean something to regular expressions and replacements", () => {
    expect(redact("a $&.*(^x)[y] b", "$&.*(^x)[y]")).toBe("a [redacted] b");
  });

  it("is known without the white space around it", () => {
    expect(redact("key: hunter-22.", "  hunter-22\n")).toBe("key: [redacted].");
  });

  it("is blacked out where a text was cut within it", () => {
    expect(redactCut('{"a":1234,"b":"Bearer secret-va', "secret-value")).toBe('{"a":1234,"b":"Bearer [redacted]');
    expect(redactCut("the token is secret-va", "secret-value")).toBe("the token is [redacted]");
    expect(redactCut('{"a":12345', "12345678")).toBe('{"a":12345');
    expect(redactCut("nothing of it: sec", "secret-value")).toBe("nothing of it: sec");
  });
});

describe("a shorter secret", () => {
  it("is blacked out where it is a whole string of JSON, and nowhere else in it", () => {
    const answer = '{"order":1234,"env":"production","pin":"1234","text":"order 1234","list":["1234", 1234]}';
    expect(redact(answer, "1234")).toBe(
      '{"order":1234,"env":"production","pin":"[redacted]","text":"order 1234","list":["[redacted]", 1234]}',
    );
  });

  it.each([
    ["prod", '{"env":"production","prod":1}'],
    ["true", '{"ok":true,"text":"true story"}'],
    ["null", "[null]"],
    ["12", '{"n":12,"m":[-12,1.2e12]}'],
    [",", '{"a":"b","c":"d"}'],
    [":", '{"a":"b"}'],
    ["{", "{}"],
    ["env", '{"env" : 1}'],
  ])("that is %j leaves %s alone", (secret, text) => {
    expect(redact(text, secret)).toBe(text);
  });

  it("is blacked out as a string, whatever it says, however it is written", () => {
    expect(redact('["true","1","x"]', "true", "1", "x")).toBe('["[redacted]","[redacted]","[redacted]"]');
    expect(redact('["p\\u0026w\\/1"," p&w/1 ","p%26w%2f1","p&amp;w/1"]', "p&w/1")).toBe(
      '["[redacted]","[redacted]","[redacted]","[redacted]"]',
    );
    expect(redact('"1234"', "1234")).toBe('"[redacted]"');
    expect(redact('{"a":" 1234"}', " 1234 ")).toBe('{"a":"[redacted]"}');
  });

  it("is blacked out in JSON that broke off, in lines of JSON, and in JSON within a string or a text", () => {
    expect(redactCut('{"pin":"1234","n":1234,"text":"a 12', "1234")).toBe('{"pin":"[redacted]","n":1234,"text":"a 12');
    expect(redactCut('{"pin":"1234', "1234")).toBe('{"pin":"[redacted]');
    expect(redact('{"pin":"1234"}\n{"n":1234}\n', "1234")).toBe('{"pin":"[redacted]"}\n{"n":1234}\n');
    expect(redact('{"data":"{\\"pin\\":\\"1234\\",\\"n\\":1234}"}', "1234")).toBe('{"data":"{\\"pin\\":\\"[redacted]\\",\\"n\\":1234}"}');
    expect(redact('got 5" of {"pin":"1234"}, not {"1234":1}\nand {"pin": "1234"}', "1234")).toBe(
      'got 5" of {"pin":"1234"}, not {"1234":1}\nand {"pin": "[redacted]"}',
    );
  });

  it("is blacked out where it is a whole value of a form or a query", () => {
    expect(redact("a=1234&b=2&c=12345&1234=d&e=1234", "1234")).toBe("a=[redacted]&b=2&c=12345&1234=d&e=[redacted]");
    expect(redact("pin=p%26w&x=1", "p&w")).toBe("pin=[redacted]&x=1");
    expect(redact('{"url":"https://example.com/1234?pin=1234#1234"}', "1234")).toBe(
      '{"url":"https://example.com/1234?pin=[redacted]#1234"}',
    );
  });

  it("stays in a text of words", () => {
    expect(redact("order 1234 is taken: 1234", "1234")).toBe("order 1234 is taken: 1234");
  });
});

describe("what is no secret", () => {
  it("leaves every text as it is", () => {
    for (const text of ["the end", '{"a":""}', '{"a":" "}', "a=&b=", ""]) expect(redact(text, "", "   ", "\n")).toBe(text);
    expect(redact('{"a":"\\u00e9\\/","n":1.10}', "other-secret")).toBe('{"a":"\\u00e9\\/","n":1.10}');
  });

  it("may be half of a character", () => {
    expect(redact("a \ud800-secret b", "\ud800-secret")).toBe("a [redacted] b");
  });
});

describe("a header's value", () => {
  const redactValue = (value: string, ...secrets: string[]) => redactHeader(value, new KnownSecrets(secrets));

  it("has a short secret blacked out where it is a whole token", () => {
    expect(redactValue("session=1234; Path=/, id=12345", "1234")).toBe("session=[redacted]; Path=/, id=12345");
    expect(redactValue('Basic realm="1234", charset="UTF-8"', "1234")).toBe('Basic realm="[redacted]", charset="UTF-8"');
    expect(redactValue("Basic 1234", "1234")).toBe("Basic [redacted]");
    expect(redactValue("/hook?a=p%26w&b=p%26wx", "p&w")).toBe("/hook?a=[redacted]&b=p%26wx");
    expect(redactValue("order-1234.html 12345", "1234")).toBe("order-1234.html 12345");
  });

  it("has a long one blacked out anywhere, but keeps the JSON that it may be", () => {
    expect(redactValue("x-secret-value-y", "secret-value")).toBe("x-[redacted]-y");
    expect(redactValue('{"n":1234,"pin":"1234"}', "1234")).toBe('{"n":1234,"pin":"[redacted]"}');
  });
});
