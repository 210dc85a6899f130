import { describe, expect, it } from "vitest";
import { hashPassword, isPassword } from "@/server/user/password";

describe("password hashes", () => {
  it("match the password they were made of and no other", async () => {
    const hash = await hashPassword("correct horse");
    expect(await isPassword("correct horse", hash)).toBe(true);
    expect(await isPassword("correct horsf", hash)).toBe(false);
    expect(hash).not.toContain("correct");
  });

  it("are salted: the same password gives another hash each time", async () => {
    expect(await hashPassword("same")).not.toBe(await hashPassword("same"));
  });

  it("of an unknown scheme never match", async () => {
    expect(await isPassword("", "")).toBe(false);
    expect(await isPassword("x", "plain$x")).toBe(false);
  });
});
