import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticateToken } from "@/server/api-token/authenticate-token";
import { makeOrganizationWithToken } from "@/tests/support/process-environment";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
let now: Date;

beforeAll(async () => {
  database = await createTestDatabase();
  now = new Date("2026-01-01T00:00:00.000Z");
});
afterAll(() => database.drop());

const authenticate = (token: string) => authenticateToken({ db: database.db, clock: { now: () => now }, token });
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const findRow = (organizationId: string) => database.db.apiToken.findFirstOrThrow({ where: { organizationId } });

describe("authenticateToken", () => {
  it("gives the token's organization and scopes", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db, { scopes: ["read", "publish"] });
    const { id } = await findRow(organizationId);
    expect(await authenticate(token)).toEqual({
      tenant: { organizationId },
      actor: { type: "api_token", tokenId: id, scopes: ["read", "publish"] },
    });
  });

  it("stores no token, only its SHA-256, and refuses the hash itself", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db);
    const row = await findRow(organizationId);
    expect(JSON.stringify(row)).not.toContain(token);
    await expect(authenticate(row.tokenHash)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("refuses a token from the moment that it expires", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db);
    await database.db.apiToken.updateMany({ where: { organizationId }, data: { expiresAt: new Date(now.getTime() + 500) } });
    await authenticate(token);
    pass(500);
    await expect(authenticate(token)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("refuses a revoked token within a second", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db);
    await authenticate(token);
    await database.db.apiToken.updateMany({ where: { organizationId }, data: { revokedAt: now } });
    pass(1_000);
    await expect(authenticate(token)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("knows a token that is made after it was refused", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db);
    const { tokenHash } = await findRow(organizationId);
    await database.db.apiToken.updateMany({ where: { organizationId }, data: { tokenHash: "none" } });
    await expect(authenticate(token)).rejects.toMatchObject({ code: "unauthenticated" });
    await database.db.apiToken.updateMany({ where: { organizationId }, data: { tokenHash } });
    expect(await authenticate(token)).toMatchObject({ tenant: { organizationId } });
  });

  it("notes the last use to the minute", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db);
    const lastUse = async () => (await findRow(organizationId)).lastUsedAt;
    expect(await lastUse()).toBeNull();
    await authenticate(token);
    const first = now;
    expect(await lastUse()).toEqual(first);
    pass(30_000);
    await authenticate(token);
    expect(await lastUse()).toEqual(first);
    pass(30_000);
    await authenticate(token);
    expect(await lastUse()).toEqual(now);
  });
});
