import { expect, it } from "vitest";
import { HOUR_MS } from "@/domain/duration";
import { newId } from "@/domain/ids";
import { createApiToken } from "@/server/api-token/create-api-token";
import type { Actor, Context } from "@/server/context";
import { createInvitation } from "@/server/invitation/create-invitation";
import { changeMemberRole } from "@/server/member/change-member-role";
import { removeMember } from "@/server/member/remove-member";
import { createWebhook } from "@/server/webhook/create-webhook";
import { revealSigningSecret } from "@/server/webhook/reveal-signing-secret";
import { rotateSecret } from "@/server/webhook/rotate-secret";
import { createTestContext, userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

/** The verbs that give lasting access. */
const VERBS: Record<string, (ctx: Context, ids: { configId: string; userId: string }) => Promise<unknown>> = {
  "makes an API token": (ctx) => createApiToken({ ctx, input: { name: "Mine", scopes: ["admin"] } }),
  "invites somebody": (ctx) => createInvitation({ ctx, input: { email: "new@example.com", role: "owner" } }),
  "changes a member's role": (ctx, { userId }) => changeMemberRole({ ctx, input: { userId, role: "owner" } }),
  "reveals a signing secret": (ctx, { configId }) => revealSigningSecret({ ctx, input: { configId } }),
  "rotates a signing secret": (ctx, { configId }) => rotateSecret({ ctx, input: { configId, rotation: {} } }),
  "removes a member": (ctx, { userId }) => removeMember({ ctx, input: { userId } }),
};

it.each(Object.entries(VERBS))("an owner %s only in a session in which the password was given lately", async (_, act) => {
  const organizationId = await makeOrganization(database.db);
  const userId = newId("user");
  await database.db.user.create({ data: { id: userId, email: `${userId.toLowerCase()}@example.com`, name: "Member" } });
  await database.db.membership.create({ data: { organizationId, userId, role: "viewer" } });
  const contextOf = (actor: Actor) => createTestContext({ db: database.db, organizationId, overrides: { actor } });
  const fresh = contextOf(userActor({ userId: "usr_owner", role: "owner" }));
  const { id: configId } = await createWebhook({
    ctx: fresh,
    input: { name: "Mine", eventName: "product_updated", url: "http://127.0.0.1/" },
  });
  const hourAgo = { id: "ses_1", provenAt: new Date(Date.now() - HOUR_MS) };
  for (const actor of [
    { type: "user", userId: "usr_owner", role: "owner", session: hourAgo } as const,
    { type: "user", userId: "usr_owner", role: "owner" } as const,
  ]) {
    await expect(act(contextOf(actor), { configId, userId })).rejects.toMatchObject({ code: "reauthentication_required" });
  }
  await act(fresh, { configId, userId });
});
