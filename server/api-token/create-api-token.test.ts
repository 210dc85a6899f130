import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiToken } from "@/server/api-token/create-api-token";
import { hashTokenSecret } from "@/server/api-token/token-secret";
import type { Actor, Context } from "@/server/context";
import { createTestContext } from "@/tests/support/test-context";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.organization.createMany({
    data: [
      { id: "org_a", name: "A" },
      { id: "org_b", name: "B" },
    ],
  });
});
afterAll(() => database.drop());

const contextOf = (actor: Actor): Context => createTestContext({ db: database.db, organizationId: "org_a", overrides: { actor } });
const owner: Actor = { type: "user", userId: "usr_1", role: "owner" };

describe("createApiToken", () => {
  it("gives the token once, and keeps only its hash, for the caller's organization", async () => {
    const made = await createApiToken({ ctx: contextOf(owner), input: { name: " Shop ", scopes: ["publish", "publish"] } });
    expect(made).toMatchObject({ name: "Shop", scopes: ["publish"], token: expect.stringMatching(/^pst_.{43}$/) });
    const row = await database.db.apiToken.findUniqueOrThrow({ where: { id: made.id } });
    expect(row).toMatchObject({ organizationId: "org_a", tokenHash: hashTokenSecret(made.token), prefix: made.token.slice(0, 12) });
    expect(JSON.stringify(row)).not.toContain(made.token);
    expect(await database.db.apiToken.count({ where: { organizationId: "org_b" } })).toBe(0);
  });

  it("is for owners and tokens of scope admin alone", async () => {
    const input = { name: "Shop", scopes: ["publish"] };
    await expect(createApiToken({ ctx: contextOf({ ...owner, role: "admin" }), input })).rejects.toMatchObject({ code: "forbidden" });
    const writer: Actor = { type: "api_token", tokenId: "tok_1", scopes: ["read", "write", "publish"] };
    await expect(createApiToken({ ctx: contextOf(writer), input })).rejects.toMatchObject({ code: "forbidden" });
    await expect(createApiToken({ ctx: contextOf({ ...writer, scopes: ["admin"] }), input })).resolves.toBeDefined();
  });

  it("refuses a token without a name, without a scope, or with an unknown field", async () => {
    const create = (input: unknown) => createApiToken({ ctx: contextOf(owner), input });
    await expect(create({ name: "", scopes: ["read"] })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(create({ name: "x", scopes: [] })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(create({ name: "x", scopes: ["read"], admin: true })).rejects.toMatchObject({ code: "invalid_input" });
  });
});
