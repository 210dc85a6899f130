import { expect, it } from "vitest";
import { attributeForm, nameOfLabel, toAttributeValues } from "@/components/entity-schema/attribute-form-values";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

const status: EntityAttribute = {
  name: "status",
  label: "Status",
  type: "status",
  icon: "flag",
  options: ["open", { value: "won", title: "Won", color: "green" }],
};

it("leaves an attribute that nobody changes as it was, with what the form does not know", () => {
  for (const attribute of [
    status,
    { name: "size", label: "Size", type: "number", data_type: "number", constraints: { minimum: 1 } } as const,
    { name: "owner", label: "Owner", type: "relation", relation_type: "has_one", allowedSchemas: ["contact"], required: false } as const,
    { name: "price", label: "Price", type: "currency", currency: [{ code: "EUR" }] },
    { name: "score", label: "Score", type: "something_new", of: [1] },
  ] satisfies EntityAttribute[]) {
    expect(attributeForm({ before: attribute, others: [] }).parse(toAttributeValues(attribute))).toEqual(attribute);
  }
});

it("refuses names that are missing, taken or Postern's own, and options without a value or twice", () => {
  const values = toAttributeValues(null);
  const faultsOf = (change: object) =>
    attributeForm({ before: null, others: ["taken"] })
      .safeParse({ ...values, label: "A", name: "a", ...change })
      .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  expect(faultsOf({})).toBeUndefined();
  expect(faultsOf({ label: " ", name: "" })).toEqual(["label: Give a label.", "name: Give a name."]);
  expect(faultsOf({ name: "taken" })).toEqual([expect.stringMatching(/^name: There is an attribute taken already/)]);
  expect(faultsOf({ name: "_id" })).toEqual([expect.stringMatching(/^name: .* Postern's own/)]);
  const option = (value: string) => ({ value, title: "" });
  expect(faultsOf({ type: "select", options: [option("a"), option(""), option("a")] })).toEqual([
    "options.1.value: Give the option's value.",
    "options.2.value: This value is given twice.",
  ]);
});

it("makes a name of a label", () => {
  expect(nameOfLabel(" Größe & Höhe (cm) ")).toBe("gro_e_hohe_cm");
  expect(nameOfLabel("Customer number")).toBe("customer_number");
});
