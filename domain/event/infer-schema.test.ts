import { describe, expect, it } from "vitest";
import { exampleFromSchema } from "@/domain/event/example-from-schema";
import { inferSchema } from "@/domain/event/infer-schema";

describe("inferSchema", () => {
  it("requires what all have, and joins the types that it sees", () => {
    const samples = [
      { entity: { _id: "1", price: 1, tags: ["a"], note: null, at: "2026-03-01T12:00:00Z" } },
      { entity: { _id: "2", price: 1.5, tags: [], note: "x", at: "2026-03-02T12:00:00.5+01:00", extra: true } },
    ];
    expect(inferSchema(samples)).toEqual({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      required: ["entity"],
      properties: {
        entity: {
          type: "object",
          required: ["_id", "price", "tags", "note", "at"],
          properties: {
            _id: { type: "string" },
            price: { type: "number" },
            tags: { type: "array", items: { type: "string" } },
            note: { type: ["null", "string"] },
            at: { type: "string", format: "date-time" },
            extra: { type: "boolean" },
          },
        },
      },
    });
  });

  it("leaves maps and very deep values open", () => {
    const map = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`k${n}`, n]));
    expect(inferSchema([map])).toEqual({ $schema: expect.any(String), type: "object" });
    let deep: unknown = 1;
    for (let level = 0; level < 100; level++) deep = { deep };
    expect(JSON.stringify(inferSchema([deep])).length).toBeLessThan(5_000);
  });
});

describe("exampleFromSchema", () => {
  it("prefers what the schema gives", () => {
    const schema = {
      properties: {
        a: { const: 1 },
        b: { examples: ["x"] },
        c: { enum: ["y", "z"] },
        d: { type: ["null", "string"], format: "date" },
        e: { type: "array", items: { type: "integer", minimum: 3 } },
        f: { anyOf: [{ type: "boolean" }] },
      },
    };
    expect(exampleFromSchema(schema)).toEqual({ a: 1, b: "x", c: "y", d: "2026-03-01", e: [3], f: true });
  });
});
