import { describe, expect, it } from "vitest";
import { findExpressionReferences } from "@/server/environment/find-expression-references";

const KEYS = ["region", "shop", "shop.region", "shop-id", "2fa"];
const keysIn = (expression: string) => findExpressionReferences({ expression, keys: KEYS });

describe("findExpressionReferences", () => {
  it.each([
    ["$env.region", ["region"]],
    ['{ "a": $env."region", "b": [$env.\'shop-id\'] }', ["region", "shop-id"]],
    ["$env.`2fa` & $env . `shop-id`", ["shop-id", "2fa"]],
    ['/"/.$env.region & "b"', ["region"]],
    ["$mapValue($env.region, entity.shop, 'shop-id')", ["region"]],
    ["entity.region & $environment.region & env.region & '{{ env.shop }}'", []],
  ])("finds in %s the keys %j", (expression, keys) => {
    expect(keysIn(expression)).toEqual(keys);
  });

  it("finds a key with dots as it is and step by step, and with any part of its way", () => {
    for (const expression of ["$env.`shop.region`", "$env.shop.region", "$env.shop.`region`"]) {
      expect(keysIn(expression)).toEqual(["shop", "shop.region"]);
    }
    expect(keysIn("$env.shop.*")).toEqual(["shop", "shop.region"]);
  });

  it.each(["$lookup($env, entity.key)", "$env[0]", "($e := $env; $e.region)", "$env.*", '$env."re\\u0067ion"', "$eval(entity.rule)"])(
    "takes %s for a use of all: it may ask for any",
    (expression) => {
      expect(keysIn(expression)).toEqual(KEYS);
    },
  );
});
