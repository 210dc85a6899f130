import { expect, it } from "vitest";
import { placeFault } from "@/components/form/place-fault";

const values = { name: "Shop", steps: [{ status: "200" }], example: '{"a": 1}' };
const message = "Give another one.";

it("places a fault at its field, in a list too", () => {
  expect(placeFault({ path: "name", message }, values)).toEqual({ path: "name", message });
  expect(placeFault({ path: "steps.0.status", message }, values)).toEqual({ path: "steps.0.status", message });
});

it("names the place within a field that holds a whole as text", () => {
  expect(placeFault({ path: "example.a.b", message }, values)).toEqual({ path: "example", message: "example.a.b: Give another one." });
});

it("places no fault that the form has no field for", () => {
  expect(placeFault({ path: "url", message }, values)).toBeNull();
  expect(placeFault({ path: "constructor", message }, values)).toBeNull();
});
