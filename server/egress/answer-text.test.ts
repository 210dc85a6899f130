import { describe, expect, it } from "vitest";
import { toAnswerText } from "@/server/egress/answer-text";

const LIMIT = 64 * 1024;
const read = (bytes: Buffer | number[], contentType?: string) => toAnswerText(Buffer.from(bytes as number[]), null, contentType);

describe("toAnswerText", () => {
  it.each([
    ["latin1", "text/plain; charset=latin1", [0xfc], "ü"],
    ["ISO-8859-1", 'text/plain;charset="ISO-8859-1"', [0xe4], "ä"],
    ["windows-1252", "text/plain; charset=windows-1252", [0x80, 0x92], "€’"],
    ["UTF-16LE", "application/json; charset=UTF-16LE", [0x7b, 0x00, 0x7d, 0x00], "{}"],
    ["UTF-16BE", "application/json; charset=utf-16be", [0x00, 0x7b, 0x00, 0x7d], "{}"],
    ["Shift_JIS", "text/html; charset=Shift_JIS", [0x93, 0xfa, 0x96, 0x7b], "日本"],
    ["EUC-KR", "text/html; boundary=x; Charset = euc-kr ", [0xc7, 0xd1], "한"],
    ["GB18030", "text/html;charset='gb18030'", [0xd6, 0xd0], "中"],
    ["KOI8-R", "text/plain; charset=koi8-r; format=flowed", [0xc4, 0xc1], "да"],
    ["UTF-8", "application/json; charset=utf-8", [0xc3, 0xbc], "ü"],
    ["utf8", "application/json; charset=utf8", [0xc3, 0xbc], "ü"],
  ])("reads %s, where the content type names it", (_, contentType, bytes, text) => {
    expect(read(bytes, contentType)).toEqual({ body: text, cut: null });
  });

  it.each([undefined, "", "application/json", "text/plain; charset=", "text/plain; charset=klingon", "text/plain; x-charset=latin1"])(
    "reads UTF-8 where the content type is %j",
    (contentType) => {
      expect(read(Buffer.from("grüße ✓"), contentType).body).toBe("grüße ✓");
    },
  );

  it("drops a byte order mark, and believes it more than the content type", () => {
    const json = '{"ü":1}';
    expect(read(Buffer.from(`\uFEFF${json}`)).body).toBe(json);
    expect(read(Buffer.from(`\uFEFF${json}`), "application/json; charset=iso-8859-1").body).toBe(json);
    expect(read(Buffer.from(`\uFEFF${json}`, "utf16le")).body).toBe(json);
    expect(read(Buffer.from(`\uFEFF${json}`, "utf16le"), "application/json; charset=utf-16").body).toBe(json);
    expect(read(Buffer.from(`\uFEFF${json}`, "utf16le").swap16()).body).toBe(json);
  });

  it("keeps a mark that stands elsewhere, and what only begins like one", () => {
    expect(read(Buffer.from("a\uFEFFb")).body).toBe("a\uFEFFb");
    expect(read([0xef, 0xbc, 0x81]).body).toBe("！");
    expect(read([0xff, 0x61]).body).toBe("\uFFFDa");
  });

  it("leaves out a last character that is not all there, in every charset", () => {
    expect(toAnswerText(Buffer.from([0x61, 0xe2, 0x9c]), "broken_off", undefined)).toEqual({ body: "a", cut: "broken_off" });
    expect(toAnswerText(Buffer.from([0x93, 0xfa, 0x96]), "deadline", "text/plain; charset=shift_jis")).toEqual({
      body: "日",
      cut: "deadline",
    });
    expect(toAnswerText(Buffer.from([0x61, 0x00, 0x62]), "too_long", "text/plain; charset=utf-16le").body).toBe("a");
  });

  it("keeps at most 64 KiB of UTF-8, whatever the charset", () => {
    const { body, cut } = read(Buffer.alloc(LIMIT, 0xe4), "text/plain; charset=latin1");
    expect([body, cut]).toEqual(["ä".repeat(LIMIT / 2), "too_long"]);
    expect(read(Buffer.alloc(LIMIT, 0x61), "text/plain; charset=latin1")).toEqual({ body: "a".repeat(LIMIT), cut: null });
  });

  it("replaces NUL, which PostgreSQL cannot keep", () => {
    expect(read([0x61, 0x00, 0x62]).body).toBe("a\uFFFDb");
  });
});
