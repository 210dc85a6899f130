import { beforeAll, describe, expect, it, vi } from "vitest";
import { authenticateToken } from "@/server/api-token/authenticate-token";
import { createRememberedTokens, type RememberedTokens } from "@/server/api-token/remembered-tokens";
import { eventually } from "@/tests/support/eventually";
import { makeOrganizationWithToken } from "@/tests/support/process-environment";
import { testLogger } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let tokens: RememberedTokens;
let now: Date;

beforeAll(() => {
  tokens = createRememberedTokens(database);
  now = new Date("2026-01-01T00:00:00.000Z");
});

const authenticate = (token: string) =>
  authenticateToken({ means: { db: database.db, clock: { now: () => now }, tokens, logger: testLogger }, token });
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
      ratePerSecond: null,
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

  it("knows a token that was forgotten only as the database has it, also when it was being read just then", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db);
    const { tokenHash } = await findRow(organizationId);
    await authenticate(token);
    await database.db.apiToken.updateMany({ where: { organizationId }, data: { revokedAt: now } });
    tokens.forget(tokenHash);
    await expect(authenticate(token)).rejects.toMatchObject({ code: "unauthenticated" });

    await database.db.apiToken.updateMany({ where: { organizationId }, data: { revokedAt: null } });
    pass(1_000);
    const underway = authenticate(token);
    tokens.forget(tokenHash);
    await underway;
    await database.db.apiToken.updateMany({ where: { organizationId }, data: { revokedAt: now } });
    await expect(authenticate(token)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("notes the last use to the minute, without making the request wait", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db);
    const lastUse = async () => (await findRow(organizationId)).lastUsedAt;
    expect(await lastUse()).toBeNull();
    await authenticate(token);
    const first = now;
    await eventually(async () => expect(await lastUse()).toEqual(first));
    pass(30_000);
    const update = vi.spyOn(database.db.apiToken, "updateMany");
    await authenticate(token);
    expect(update).not.toHaveBeenCalled();
    update.mockRestore();
    pass(30_000);
    await authenticate(token);
    await eventually(async () => expect(await lastUse()).toEqual(now));
  });

  it("notes no use of a token that is refused", async () => {
    const { organizationId, token } = await makeOrganizationWithToken(database.db);
    await database.db.apiToken.updateMany({ where: { organizationId }, data: { revokedAt: now } });
    const update = vi.spyOn(database.db.apiToken, "updateMany");
    await expect(authenticate(token)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(update).not.toHaveBeenCalled();
    update.mockRestore();
  });
});
