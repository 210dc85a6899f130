import { describe, expect, it } from "vitest";
import { searchOperations } from "@/components/reference/search-operations";

const operation = (id: string, method: string, path: string, title: string) => ({ id, method, path, title, isDeprecated: false });
const GROUPS = [
  {
    name: "Webhooks",
    operations: [
      operation("createConfig", "POST", "/v1/webhooks/configs", "Create a webhook"),
      operation("getConfigs", "GET", "/v1/webhooks/configs", "The organization's webhooks"),
    ],
  },
  { name: "API tokens", operations: [operation("createToken", "POST", "/v1/tokens", "Create an API token")] },
];
const found = (text: string) => searchOperations(GROUPS, text).map(({ name, operations }) => [name, ...operations.map(({ id }) => id)]);

describe("searchOperations", () => {
  it("gives everything while nothing is asked for", () => {
    expect(found("  ")).toEqual([
      ["Webhooks", "createConfig", "getConfigs"],
      ["API tokens", "createToken"],
    ]);
  });

  it("finds operations by words of title, path, method, id and group, in any order and case", () => {
    expect(found("CREATE post")).toEqual([
      ["Webhooks", "createConfig"],
      ["API tokens", "createToken"],
    ]);
    expect(found("configs get")).toEqual([["Webhooks", "getConfigs"]]);
    expect(found("createtoken")).toEqual([["API tokens", "createToken"]]);
    expect(found("api tokens")).toEqual([["API tokens", "createToken"]]);
  });

  it("gives no group without operations", () => {
    expect(found("nothing like it")).toEqual([]);
  });
});
