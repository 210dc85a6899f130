import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deriveLoginSecret, loadSecretKey } from "@/bin/start/secrets";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "postern-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const databaseUrl = "postgresql://127.0.0.1/postern";
const load = (values: Partial<Parameters<typeof loadSecretKey>[0]> = {}) =>
  loadSecretKey({ secretKey: undefined, dataDir, nodeEnv: "development", databaseUrl: undefined, ...values });

describe("loadSecretKey", () => {
  it("makes a key that only its owner can read, and finds it again", async () => {
    const key = await load();
    expect(Buffer.from(key, "base64")).toHaveLength(32);
    expect((await stat(join(dataDir, "secret.key"))).mode & 0o777).toBe(0o600);
    expect(await load()).toBe(key);
  });

  it("makes one key when two starts meet", async () => {
    const keys = await Promise.all([load(), load()]);
    expect(keys[0]).toBe(keys[1]);
  });

  it("uses the key that is given, and writes nothing", async () => {
    expect(await load({ secretKey: "given", nodeEnv: "production", databaseUrl })).toBe("given");
    await expect(stat(join(dataDir, "secret.key"))).rejects.toThrow();
  });

  it("makes none where losing the folder would lose every secret of a database of one's own", async () => {
    await expect(load({ nodeEnv: "production", databaseUrl })).rejects.toThrow("POSTERN_SECRET_KEY: must be set");
    await expect(stat(join(dataDir, "secret.key"))).rejects.toThrow();
    expect(await load({ nodeEnv: "production" })).toBe(await load({ databaseUrl }));
  });
});

describe("deriveLoginSecret", () => {
  it("gives the same secret for the same key, and tells nothing of the key", () => {
    const key = Buffer.alloc(32, 7).toString("base64");
    expect(deriveLoginSecret(key)).toBe(deriveLoginSecret(key));
    expect(deriveLoginSecret(key)).not.toBe(deriveLoginSecret(Buffer.alloc(32, 8).toString("base64")));
    expect(deriveLoginSecret(key)).not.toBe(key);
  });
});
