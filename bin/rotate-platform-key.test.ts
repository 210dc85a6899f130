import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { createVault } from "@/server/platform/vault";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { withTestDatabase } from "@/tests/support/test-database";

const secretKey = randomBytes(32).toString("base64");
const database = withTestDatabase();
beforeAll(async () => {
  await ensurePlatformKey({ db: database.db, vault: createVault(secretKey) });
});

function run(args: string[], values: Record<string, string> = {}): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, DATABASE_URL: database.databaseUrl, POSTERN_SECRET_KEY: secretKey, ...values };
  return promisify(execFile)(process.execPath, ["--import", "tsx", "bin/rotate-platform-key.ts", ...args], { env });
}

describe("npm run rotate-platform-key", () => {
  it("rotates the key of the database, and says what the new one is and when the old one ends", async () => {
    const before = await database.db.platformKey.findFirstOrThrow({ where: { validUntil: null } });
    const { stdout } = await run(["--overlap-hours", "2"]);
    const [current, old] = await database.db.platformKey.findMany({ orderBy: { id: "desc" } });
    expect(old).toMatchObject({ id: before.id, validUntil: expect.any(Date) });
    expect(stdout).toContain(`The new key is ${current?.id}`);
    expect(stdout).toContain(`${before.id} stays valid until ${old?.validUntil?.toISOString()}`);
  });

  it("fails in one line with the wrong secret key or overlap, and changes nothing", async () => {
    const before = await database.db.platformKey.findMany();
    await expect(run([], { POSTERN_SECRET_KEY: randomBytes(32).toString("base64") })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Sealed with.*\n$/),
    });
    await expect(run(["--overlap-hours", "lots"])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Give whole hours.*\n$/),
    });
    expect(await database.db.platformKey.findMany()).toEqual(before);
  });

  it("takes the key of the data folder where `npm start` does: beside a database of one's own, but not in production", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "postern-rotate-"));
    try {
      await writeFile(join(dataDir, "secret.key"), secretKey);
      const values = { POSTERN_SECRET_KEY: "", POSTERN_DATA_DIR: dataDir };
      expect((await run([], { ...values, NODE_ENV: "development" })).stdout).toContain("The new key is");
      await expect(run([], { ...values, NODE_ENV: "production" })).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^POSTERN_SECRET_KEY: must be set.*\n$/),
      });
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});
