import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactNumber } from "@/domain/json/exact-number";
import { parseJson } from "@/domain/json/parse-json";
import { plainJson } from "@/domain/json/plain-json";
import { writeJson } from "@/domain/json/write-json";

const digits = (maxLength: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${maxLength}}$`));
const whole = fc.oneof(
  fc.constant("0"),
  digits(40).map((text) => `${(Number(text[0]) % 9) + 1}${text}`),
);
const exponent = fc.tuple(fc.constantFrom("e", "E", "e+", "E-", "e-"), digits(4)).map((parts) => parts.join(""));
/** Any number by the grammar of RFC 8259, section 6. */
const anyNumber = fc
  .tuple(
    fc.constantFrom("", "-"),
    whole,
    fc.option(digits(30), { nil: null }).map((text) => (text ? `.${text}` : "")),
    fc.option(exponent, { nil: "" }),
  )
  .map((parts) => parts.join(""));
const BEYOND_DOUBLES = /e[+-]?\d{3}/i;
const number = fc.oneof(anyNumber, fc.double({ noNaN: true, noDefaultInfinity: true }).map(JSON.stringify), fc.integer().map(String));

const LOOKALIKES = ["19.90", "1e5", ',"a":19.90,', '\\",-0,', '"', "\\", ": 1.0}", "12345678901234567", "\u0000", "\ud800"];
const string = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...LOOKALIKES, "__proto__", "toJSON"));
/** The keys, without the key `\`: after an object with it, V8 in Node 24.21 reads every key that is a single escape as `\`. */
const key = string.filter((text) => text !== "\\");
const space = fc.oneof({ weight: 4, arbitrary: fc.constant("") }, fc.constantFrom(" ", "\n", "\t \r"));

/** A document as somebody may write it, and as `writeJson` must write it. */
interface Spelled {
  given: string;
  canonical: string;
}

/** Returns a string, sometimes with characters escaped that need no escape. */
const spelledString = (texts: fc.Arbitrary<string>) =>
  fc.tuple(texts, fc.boolean()).map(([text, isEscaped]): Spelled => {
    const canonical = JSON.stringify(text);
    const escaped = Array.from(text, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
    return { given: isEscaped && text.length === [...text].length ? `"${escaped}"` : canonical, canonical };
  });
const spelled = fc.letrec<{ value: Spelled }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    number.map((text) => ({ given: text, canonical: text })),
    spelledString(string),
    fc.constantFrom("true", "false", "null").map((text) => ({ given: text, canonical: text })),
    fc.tuple(fc.array(tie("value"), { maxLength: 4 }), space).map(([parts, gap]) => joined("[", "]", parts, gap)),
    fc
      .tuple(fc.uniqueArray(fc.tuple(spelledString(key), tie("value")), { maxLength: 4, selector: ([{ canonical }]) => canonical }), space)
      .map(([entries, gap]) => {
        const parts = inJavaScriptsOrder(entries).map(([key, value]) => ({
          given: `${key.given}${gap}:${gap}${value.given}`,
          canonical: `${key.canonical}:${value.canonical}`,
        }));
        return joined("{", "}", parts, gap);
      }),
  ),
})).value;

function joined(open: string, close: string, parts: readonly Spelled[], gap: string): Spelled {
  return {
    given: `${gap}${open}${gap}${parts.map(({ given }) => given).join(`${gap},${gap}`)}${gap}${close}${gap}`,
    canonical: `${open}${parts.map(({ canonical }) => canonical).join(",")}${close}`,
  };
}

/** Returns the entries in JavaScript's order: keys that are whole numbers come first, by size. */
function inJavaScriptsOrder(entries: readonly (readonly [Spelled, Spelled])[]): readonly (readonly [Spelled, Spelled])[] {
  const byKey = new Map(entries.map((entry) => [String(JSON.parse(entry[0].canonical)), entry]));
  return Object.keys(Object.fromEntries([...byKey.keys()].map((key) => [key, 0]))).flatMap((key) => {
    const entry = byKey.get(key);
    return entry ? [entry] : [];
  });
}

const PRESERVED = [
  "19.90",
  "1.0",
  "-0",
  "-0.0",
  "1e5",
  "1E400",
  "-1e-400",
  "1152921504606846977",
  "0.10000000000000000000001",
  "1e999999999",
];

describe("parseJson and writeJson", () => {
  it.each(PRESERVED)("keep %s wherever it stands", (text) => {
    const holders = [text, `[${text}]`, `{"a":${text},"b":[${text},{"c":${text}}]}`, `{"1":${text},"__proto__":{"a":${text}}}`];
    for (const holder of holders) expect(writeJson(parseJson(holder))).toBe(holder);
  });

  it("give any document back without white space, its numbers digit for digit and its strings as JSON.stringify writes them", () => {
    fc.assert(
      fc.property(spelled, ({ given, canonical }) => {
        expect(writeJson(parseJson(given))).toBe(canonical);
      }),
      { numRuns: 500 },
    );
  });

  it("take nothing for a number that stands in a string, whatever it is", () => {
    fc.assert(
      fc.property(fc.array(key), (texts) => {
        const value = { "1.0": texts, ...Object.fromEntries(texts.map((text) => [text, text])) };
        expect(parseJson(JSON.stringify([value, 0.5]))).toEqual([JSON.parse(JSON.stringify(value)), 0.5]);
        expect(writeJson([value, new ExactNumber("1.0")])).toBe(`[${JSON.stringify(value)},1.0]`);
      }),
    );
  });
});

describe("parseJson", () => {
  it("keeps those numbers apart that JSON.stringify would change, and no others", () => {
    fc.assert(
      fc.property(number, (text) => {
        const expected = JSON.stringify(JSON.parse(text)) === text ? Number(text) : new ExactNumber(text);
        for (const [before, after] of [
          ["", ""],
          ["[", "]"],
          ['{"a":', "}"],
          ["[0, ", "\n]"],
        ] as const) {
          const parsed = parseJson(before + text + after);
          const found = Array.isArray(parsed) ? parsed.at(-1) : before === '{"a":' ? (parsed as { a: unknown }).a : parsed;
          expect(found).toStrictEqual(expected);
        }
      }),
    );
  });

  const BROKEN = [
    ...'{19.90:1}|{1e5 :1}|[1.0|[1.0,]|{"a":19.90,}|[01.0]|[1.e5]|[+1e5]|[.50]|[--1e5]|[1e5-1e5]|[1e5 1e5]|["a"1e5]|[true1e5]|[1e5x]'.split(
      "|",
    ),
    ...['[1e5,"]', '[1e5,"\\"]', '["\u0001",1e5]', "[-]", "[1e]", "[1e5]]", "", " ", "-", "1e5 x", "[NaN,1e5]", "[0x1e5]", "\ufeff[1e5]"],
  ];
  it.each(BROKEN)("refuses %j with JSON.parse's own words", (text) => {
    const messageOf = (parse: (json: string) => unknown) => {
      try {
        return parse(text);
      } catch (error) {
        return error instanceof SyntaxError ? error.message : error;
      }
    };
    expect(messageOf(JSON.parse)).toEqual(expect.any(String));
    expect(messageOf(parseJson)).toBe(messageOf(JSON.parse));
  });

  it("takes whatever JSON.parse takes, and refuses all else", () => {
    const piece = fc.oneof(number, fc.constantFrom(...'[]{},:"\\-+.eE 0'.split(""), "true", "null", '"a"', '"a":'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        fc.pre(!BEYOND_DOUBLES.test(text));
        expect(outcomeOf(() => plainJson(parseJson(text)))).toEqual(outcomeOf(() => JSON.parse(text)));
      }),
      { numRuns: 1_000 },
    );
  });

  it("reads keys twice, own __proto__ and deep nesting as JSON.parse does", () => {
    expect(writeJson(parseJson('{"a":1.0,"a":2}'))).toBe('{"a":2}');
    expect(writeJson(parseJson('{"a":1,"a":2.0}'))).toBe('{"a":2.0}');
    const tree = parseJson('{"__proto__":1.0}');
    expect(Object.hasOwn(Object(tree), "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(tree)).toBe(Object.prototype);
    const deep = `${"[".repeat(50_000)}1.0${"]".repeat(50_000)}`;
    let part = parseJson(deep);
    while (Array.isArray(part)) part = part[0];
    expect(part).toEqual(new ExactNumber("1.0"));
  });

  it("reads what is made to be slow in a time that grows with its length alone", () => {
    const length = 300_000;
    const numbers = ["9".repeat(length), `1e${"9".repeat(length)}`, `0.${"0".repeat(length)}1`, `1${"0".repeat(length)}.0`];
    const texts = [...numbers.map((text) => `[${text}]`), `[1.0,"${'\\"'.repeat(length)}"]`, `[1.0${" ".repeat(length)}]`];
    for (const text of texts) {
      const startedAt = process.cpuUsage().user;
      expect(writeJson(parseJson(text)).length).toBe(text.replaceAll(" ", "").length);
      expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(2_000);
    }
  });
});

describe("writeJson", () => {
  it("is JSON.stringify where no number has to be exact", () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withTypedArray: true, withSparseArray: true }), (value) => {
        expect(outcomeOf(() => writeJson(value))).toEqual(outcomeOf(() => JSON.stringify(value)));
        expect(outcomeOf(() => writeJson(value, 2))).toEqual(outcomeOf(() => JSON.stringify(value, null, 2)));
      }),
    );
  });

  it("lays out exact numbers like any others", () => {
    expect(writeJson({ a: [new ExactNumber("1.0")] }, 2)).toBe('{\n  "a": [\n    1.0\n  ]\n}');
  });

  it("leaves an exact number a number to JSON.stringify, also after a value that could not be written", () => {
    const endless: unknown[] = [new ExactNumber("19.90")];
    endless.push(endless);
    expect(() => writeJson(endless)).toThrow(TypeError);
    expect(JSON.stringify([new ExactNumber("19.90")])).toBe("[19.9]");
  });
});

describe("plainJson", () => {
  it("gives the nearest numbers that a double holds, and what JSON.parse gives for all else", () => {
    fc.assert(
      fc.property(spelled, ({ canonical }) => {
        fc.pre(!BEYOND_DOUBLES.test(canonical));
        expect(plainJson(parseJson(canonical))).toEqual(JSON.parse(canonical));
      }),
    );
  });

  it("keeps a number a number: the largest for one that is larger, the smallest for one that is not quite zero", () => {
    const texts = ["1e400", "-1e400", "1e-400", "-1e-400", "0e5", "-0", "0.000e-999"];
    expect(texts.map((text) => plainJson(parseJson(text)))).toEqual([
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      Number.MIN_VALUE,
      -Number.MIN_VALUE,
      0,
      -0,
      0,
    ]);
  });
});

function outcomeOf(act: () => unknown): unknown {
  try {
    return { value: act() };
  } catch (error) {
    return { fault: error instanceof Error ? `${error.name}: ${error.message}` : error };
  }
}
