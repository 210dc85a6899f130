import { expect, it } from "vitest";
import { z } from "zod";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";

const schema = z.strictObject({
  limit: z.int().min(1).max(25).optional(),
  status: z.enum(["succeeded", "failed"]).optional(),
  name: z.string().min(1).max(3).optional(),
  list: z.array(z.boolean()).min(2).optional(),
  own: z.string("In words of its own.").optional(),
});

function faultOf(input: unknown): string {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof PosternError) return error.message;
    throw error;
  }
  return "";
}

it("says what to give instead of what is wrong", () => {
  expect(faultOf(null)).toBe("Give a JSON object.");
  expect(faultOf({ limit: "x" })).toBe("limit: Give a number.");
  expect(faultOf({ limit: 1.5 })).toBe("limit: Give a whole number.");
  expect(faultOf({ limit: 0 })).toBe("limit: Give 1 or more.");
  expect(faultOf({ limit: 26 })).toBe("limit: Give 25 or less.");
  expect(faultOf({ status: "SUCCEEDED" })).toBe("status: Give one of succeeded, failed.");
  expect(faultOf({ name: "" })).toBe("name: Give 1 character or more.");
  expect(faultOf({ name: "four" })).toBe("name: Give 3 characters or less.");
  expect(faultOf({ list: [true] })).toBe("list: Give 2 elements or more.");
  expect(faultOf({ list: [1, true] })).toBe("list.0: Give true or false.");
});

it("leaves a schema its own words", () => {
  expect(faultOf({ own: 1 })).toBe("own: In words of its own.");
});

it("names each unknown field", () => {
  expect(faultOf({ foo: 1, bar: 2 })).toBe("foo: This field is not known; remove it. (and 1 more)");
});
