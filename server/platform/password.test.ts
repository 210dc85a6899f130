import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { hashPassword, isPassword } from "@/server/platform/password";

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

  it("leave worker threads free while many are made at once: a connection to the database needs one", async () => {
    let made = 0;
    const hashes = Array.from({ length: 6 }, async () => {
      await hashPassword("guess");
      made += 1;
    });
    await promisify(pbkdf2)("password", "salt", 1, 32, "sha256");
    expect(made).toBe(0);
    await Promise.all(hashes);
    expect(made).toBe(6);
  });
});
