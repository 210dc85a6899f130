import { beforeAll, describe, expect, it } from "vitest";
import { createApiToken } from "@/server/api-token/create-api-token";
import { hashTokenSecret } from "@/server/api-token/token-secret";
import type { Actor, Context } from "@/server/context";
import { createTestContext, userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
beforeAll(async () => {
  const { db } = database;
  await db.organization.createMany({
    data: [
      { id: "org_a", name: "A" },
      { id: "org_b", name: "B" },
    ],
  });
  await db.user.create({ data: { id: "usr_1", email: "ada@example.com", name: "Ada", passwordHash: "x" } });
  await db.membership.create({ data: { userId: "usr_1", organizationId: "org_a", role: "owner" } });
});

const contextOf = (actor: Actor): Context => createTestContext({ db: database.db, organizationId: "org_a", overrides: { actor } });
const owner = userActor({ userId: "usr_1", role: "owner" });

describe("createApiToken", () => {
  it("gives the token once, and keeps only its hash, for the caller's organization", async () => {
    const made = await createApiToken({ ctx: contextOf(owner), input: { name: " Shop ", scopes: ["publish", "publish"] } });
    expect(made).toMatchObject({ name: "Shop", scopes: ["publish"], token: expect.stringMatching(/^pst_.{43}$/) });
    const row = await database.db.apiToken.findUniqueOrThrow({ where: { id: made.id } });
    expect(row).toMatchObject({ organizationId: "org_a", tokenHash: hashTokenSecret(made.token), prefix: made.token.slice(0, 12) });
    expect(JSON.stringify(row)).not.toContain(made.token);
    expect(await database.db.apiToken.count({ where: { organizationId: "org_b" } })).toBe(0);
  });

  it("says who made it: a member, or another token", async () => {
    const input = { name: "Shop", scopes: ["admin"] };
    const first = await createApiToken({ ctx: contextOf(owner), input });
    const second = await createApiToken({ ctx: contextOf({ type: "api_token", tokenId: first.id, scopes: ["admin"] }), input });
    expect([first.createdBy, second.createdBy]).toEqual([
      { id: "usr_1", name: "Ada" },
      { id: first.id, name: "Shop" },
    ]);
  });

  it("is for owners and tokens of scope admin alone", async () => {
    const input = { name: "Shop", scopes: ["publish"] };
    for (const role of ["admin", "viewer"] as const) {
      await expect(createApiToken({ ctx: contextOf({ type: "user", userId: "usr_1", role }), input })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    const writer: Actor = { type: "api_token", tokenId: "tok_1", scopes: ["read", "write", "publish"] };
    await expect(createApiToken({ ctx: contextOf(writer), input })).rejects.toMatchObject({ code: "forbidden" });
    await expect(createApiToken({ ctx: contextOf({ ...writer, scopes: ["admin"] }), input })).resolves.toBeDefined();
  });
});
