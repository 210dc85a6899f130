import { describe, expect, it } from "vitest";
import { safeCallback } from "@/app/safe-callback";

describe("safeCallback", () => {
  it("leads back to a page of the portal, with its query", () => {
    expect(safeCallback("/events?status=failed&event=dlv_1")).toBe("/events?status=failed&event=dlv_1");
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "",
    "/login",
    undefined,
    ["/events"],
  ])("leads %j to the start instead", (wanted) => {
    expect(safeCallback(wanted)).toBe("/");
  });
});
