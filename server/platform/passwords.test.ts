import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createPasswords } from "@/server/platform/passwords";

const passwords = createPasswords();

describe("password hashes", () => {
  it("match the password they were made of and no other", async () => {
    const hash = await passwords.hash("correct horse");
    expect(await passwords.isMatch("correct horse", hash)).toBe(true);
    expect(await passwords.isMatch("correct horsf", hash)).toBe(false);
    expect(hash).not.toContain("correct");
  });

  it("are salted: the same password gives another hash each time", async () => {
    expect(await passwords.hash("same")).not.toBe(await passwords.hash("same"));
  });

  it("of an unknown scheme never match", async () => {
    expect(await passwords.isMatch("", "")).toBe(false);
    expect(await passwords.isMatch("x", "plain$x")).toBe(false);
  });

  it("of nobody is matched by no password, and takes as long to compare as any other", async () => {
    const { hashOfNobody } = passwords;
    expect(await passwords.isMatch("", hashOfNobody)).toBe(false);
    const shapeOf = (hash: string) => hash.split("$").map((part, index) => (index < 4 ? part : part.length));
    expect(shapeOf(hashOfNobody)).toEqual(shapeOf(await passwords.hash("x")));
  });

  it("leave worker threads free while many are made at once: a connection to the database needs one", async () => {
    let made = 0;
    const hashes = Array.from({ length: 6 }, async () => {
      await passwords.hash("guess");
      made += 1;
    });
    await promisify(pbkdf2)("password", "salt", 1, 32, "sha256");
    expect(made).toBe(0);
    await Promise.all(hashes);
    expect(made).toBe(6);
  });
});
