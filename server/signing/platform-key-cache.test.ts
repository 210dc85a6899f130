import { describe, expect, it } from "vitest";
import type { Vault } from "@/server/platform/vault";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { createPlatformKeyCache } from "@/server/signing/platform-key-cache";
import { testVault } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();

describe("a cache of the platform key", () => {
  it("asks again at once after a failure, has all wait for one answer, and keeps that for two seconds", async () => {
    let nowMs = Date.now();
    let opened = 0;
    const open: Vault["open"] = (sealed, purpose) => {
      opened++;
      return testVault.open(sealed, purpose);
    };
    const keys = createPlatformKeyCache({ db: database.db, vault: { ...testVault, open }, clock: { now: () => new Date(nowMs) } });
    await expect(keys.load()).rejects.toThrow(/no signing key/);
    await ensurePlatformKey({ db: database.db, vault: testVault });
    const [first, second] = await Promise.all([keys.load(), keys.load()]);
    expect(first).toBe(second);
    nowMs += 2_000;
    expect(await keys.load()).toBe(first);
    expect(opened).toBe(1);
    nowMs += 1;
    expect(await keys.load()).toMatchObject({ id: first.id });
    expect(opened).toBe(2);
  });
});
