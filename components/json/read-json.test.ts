import { expect, it } from "vitest";
import { readJson } from "@/components/json/read-json";

it("reads JSON, and says of all else why it is none and where", () => {
  expect(readJson('{"a": [1, null]}')).toEqual({ ok: true, value: { a: [1, null] } });
  const text = '{"a": 1,}';
  const read = readJson(text);
  if (read.ok) throw new Error("It was read.");
  expect(read.fault.message).toMatch(/^This is no JSON: /);
  expect(text.slice(read.fault.from, read.fault.to)).toBe("}");
  expect(readJson('{"a": ')).toMatchObject({ ok: false, fault: { from: 5, to: 6 } });
  expect(readJson("")).toMatchObject({ ok: false, fault: { from: 0, to: 0 } });
});
