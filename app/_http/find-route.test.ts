import { describe, expect, it } from "vitest";
import { defineUnknownPath } from "@/app/_http/define-methods";
import { createRouteFinder } from "@/app/_http/find-route";

const [list, one, publicKey, named] = [defineUnknownPath(), defineUnknownPath(), defineUnknownPath(), defineUnknownPath()];
const findRoute = createRouteFinder({
  "/v1/things": list,
  "/v1/things/{thingId}": one,
  "/v1/things/.well-known": publicKey,
  "/v1/things/{thingId}/parts/{part}": named,
});

describe("createRouteFinder", () => {
  it("finds a path, and what stands in it", () => {
    expect(findRoute("/v1/things")).toEqual({ module: list, params: {} });
    expect(findRoute("/v1/things/t1")).toEqual({ module: one, params: { thingId: "t1" } });
    expect(findRoute("/v1/things/t1/parts/p2")).toEqual({ module: named, params: { thingId: "t1", part: "p2" } });
    expect(findRoute("/v1/things/t1")?.module).toBe(one);
  });

  it("prefers a path's own name to a parameter", () => {
    expect(findRoute("/v1/things/.well-known")?.module).toBe(publicKey);
  });

  it("decodes escapes, a slash among them", () => {
    expect(findRoute("/v1/things/a%20b%2Fc")?.params).toEqual({ thingId: "a b/c" });
  });

  it.each(["/", "/v1", "/v1/things/", "/v1/things/t1/", "/v1/things/t1/parts", "/v1//t1", "/v2/things", "/v1/things/%ff", "/v1/things/%"])(
    "knows nothing at %s",
    (path) => {
      expect(findRoute(path)).toBeNull();
    },
  );
});
