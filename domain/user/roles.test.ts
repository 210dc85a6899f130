import { describe, expect, it } from "vitest";
import { refusalOf } from "@/domain/user/roles";

describe("refusalOf", () => {
  it("refuses a viewer every change, an admin what is the owners', an owner nothing", () => {
    const refused = (role: "owner" | "admin" | "viewer") =>
      (["read", "write", "publish", "admin"] as const).filter((scope) => refusalOf(role, scope) !== null);
    expect(refused("owner")).toEqual([]);
    expect(refused("admin")).toEqual(["admin"]);
    expect(refused("viewer")).toEqual(["write", "publish", "admin"]);
  });

  it("names the role and whom to ask", () => {
    expect(refusalOf("viewer", "write")).toMatch(/role is viewer.*Ask an owner/);
    expect(refusalOf("admin", "admin")).toMatch(/role is admin\. Only owners/);
  });
});
