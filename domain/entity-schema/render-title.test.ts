import { describe, expect, it } from "vitest";
import { renderTitle } from "@/domain/entity-schema/render-title";
import { ExactNumber } from "@/domain/json/exact-number";

describe("renderTitle", () => {
  it("puts an entity's attributes into the template, also those within others", () => {
    const entity = {
      first_name: "Ada",
      last_name: "Okafor",
      email: [{ email: "ada@example.com" }],
      size: new ExactNumber("1.10"),
      big: true,
    };
    expect(renderTitle("{{first_name}} {{ last_name }}", entity)).toBe("Ada Okafor");
    expect(renderTitle("{{{email.0.email}}} ({{size}}, {{big}})", entity)).toBe("ada@example.com (1.10, true)");
  });

  it("cuts a long title behind a whole character", () => {
    expect(renderTitle("{{name}}", { name: `${"a".repeat(499)}😀` })).toBe("a".repeat(499));
  });

  it("leaves out what has no value, and gives null where nothing is left", () => {
    expect(renderTitle("{{first_name}} {{last_name}}", { last_name: "Okafor" })).toBe("Okafor");
    expect(renderTitle("{{toString}} {{a.b}} {{c}}", { a: null, c: {} })).toBeNull();
    expect(renderTitle(null, { name: "x" })).toBeNull();
  });
});
