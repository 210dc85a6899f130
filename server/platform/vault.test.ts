import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createVault } from "@/server/platform/vault";

const key = () => randomBytes(32).toString("base64");

describe("createVault", () => {
  it("opens what it sealed, and seals the same text differently each time", () => {
    const vault = createVault(key());
    const sealed = vault.seal("hunter2 ✓", "webhook:1:auth");
    expect(vault.open(sealed, "webhook:1:auth")).toBe("hunter2 ✓");
    expect(vault.seal("hunter2 ✓", "webhook:1:auth")).not.toBe(sealed);
    expect(sealed).not.toContain("hunter2");
  });

  it("refuses a value that was moved to another purpose", () => {
    const vault = createVault(key());
    const sealed = vault.seal("hunter2", "webhook:1:auth");
    expect(() => vault.open(sealed, "webhook:2:auth")).toThrow();
  });

  it("refuses a value that was changed", () => {
    const vault = createVault(key());
    const [version, keyId, content = ""] = vault.seal("hunter2", "p").split(".");
    const bytes = Buffer.from(content, "base64url");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => vault.open([version, keyId, bytes.toString("base64url")].join("."), "p")).toThrow();
  });

  it("names both keys when the value was sealed with another one", () => {
    const sealed = createVault(key()).seal("hunter2", "p");
    expect(() => createVault(key()).open(sealed, "p")).toThrow(
      /Sealed with the key [0-9a-f]{8}, but POSTERN_SECRET_KEY is the key [0-9a-f]{8}/,
    );
  });
});
