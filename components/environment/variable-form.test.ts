import { expect, it } from "vitest";
import { secretVariableForm, variableForm } from "@/components/environment/variable-form";

const typed = { key: "crm.key", type: "SecretString" as const, value: "s" };
const faultsOf = (hosts: string) =>
  variableForm.safeParse({ ...typed, hosts }).error?.issues.map(({ path, message }) => [path.join("."), message]);

it("takes hosts as people write a list, and binds a readable variable to none", () => {
  expect(variableForm.parse({ ...typed, hosts: " Api.example.com, b.example;\n c.example " })).toEqual({
    ...typed,
    hosts: ["api.example.com", "b.example", "c.example"],
  });
  expect(variableForm.parse({ ...typed, hosts: "" }).hosts).toEqual([]);
  expect(variableForm.parse({ ...typed, type: "String", hosts: "a.example" }).hosts).toEqual([]);
});

it("names the host that is wrong", () => {
  expect(faultsOf("a.example, https://b.example")).toEqual([["hosts", expect.stringMatching(/^“https:\/\/b\.example”: Give the name/)]]);
});

it("asks for a value where a stored secret becomes readable", () => {
  const readable = { ...typed, type: "String" as const, value: "", hosts: "" };
  expect(secretVariableForm.safeParse(readable).error?.issues[0]?.path).toEqual(["value"]);
  expect(secretVariableForm.safeParse({ ...typed, value: "", hosts: "" }).success).toBe(true);
});
