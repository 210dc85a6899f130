import { expect, it } from "vitest";
import { eventTypeForm, toFormValues } from "@/components/event-type/event-type-form-values";

const complete = { ...toFormValues(null), name: " meter.read ", aliases: "meter, meters" };
const read = (change: Partial<typeof complete>) => eventTypeForm(null).safeParse({ ...complete, ...change });
const pathsOf = (change: Partial<typeof complete>) => (read(change).error?.issues ?? []).map(({ path }) => path.join(".")).sort();

it("gives what the form describes, an empty text as none", () => {
  expect(read({}).data).toMatchObject({
    name: "meter.read",
    aliases: ["meter", "meters"],
    schema: null,
    example: { entity: { _id: "1" } },
  });
});

it("names all that is wrong at once: what is no JSON hides nothing else", () => {
  expect(pathsOf({ name: "meter read", example: "{", schema: "{,}" })).toEqual(["example", "name", "schema"]);
  expect(pathsOf({ strict: true, schema: "{" })).toEqual(["schema"]);
  expect(pathsOf({ strict: true, schema: "" })).toEqual(["schema"]);
  expect(pathsOf({ example: "[]" })).toEqual(["example"]);
});
