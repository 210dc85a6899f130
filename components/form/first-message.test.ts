import { expect, it } from "vitest";
import { firstMessage } from "@/components/form/first-message";

it("gives a field's own fault, or the first fault within it", () => {
  expect(firstMessage({ type: "custom", message: "Give a name." })).toBe("Give a name.");
  expect(firstMessage([undefined, { type: "custom", message: "This name is too long." }])).toBe("This name is too long.");
  expect(firstMessage({ "Set-Cookie": { type: "custom", message: "This header may not be set." } })).toBe("This header may not be set.");
  expect(firstMessage({ type: "custom", ref: { message: "The control itself." } })).toBeUndefined();
  expect(firstMessage(undefined)).toBeUndefined();
});
