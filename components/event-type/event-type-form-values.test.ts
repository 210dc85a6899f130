import { expect, it } from "vitest";
import { toEventTypeSettings, toFormValues } from "@/components/event-type/event-type-form-values";

const complete = { ...toFormValues(null), name: " meter.read ", aliases: "meter, meters" };
const pathsOf = (change: Partial<typeof complete>) => {
  const read = toEventTypeSettings({ ...complete, ...change }, null);
  return read.ok ? [] : read.faults.map(({ path }) => path).sort();
};

it("gives what the form describes, an empty text as none", () => {
  const read = toEventTypeSettings(complete, null);
  if (!read.ok) throw new Error("It was refused.");
  expect(read.settings).toMatchObject({
    name: "meter.read",
    aliases: ["meter", "meters"],
    schema: null,
    example: { entity: { _id: "1" } },
  });
});

it("names all that is wrong at once: what is no JSON hides nothing else", () => {
  expect(pathsOf({ name: "meter read", example: "{", schema: "{,}" })).toEqual(["example", "name", "schema"]);
  expect(pathsOf({ isStrict: true, schema: "{" })).toEqual(["schema"]);
  expect(pathsOf({ isStrict: true, schema: "" })).toEqual(["schema"]);
  expect(pathsOf({ example: "[]" })).toEqual(["example"]);
});
