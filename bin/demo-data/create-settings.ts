import { SAMPLE_EVENT_TYPES } from "@/bin/demo-data/sample-events";
import { DAY_MS } from "@/domain/duration";
import { inferSchema } from "@/domain/event/infer-schema";
import { createApiToken } from "@/server/api-token/create-api-token";
import { revokeApiToken } from "@/server/api-token/revoke-api-token";
import type { Context } from "@/server/context";
import { createEnvironmentVariable } from "@/server/environment/create-environment-variable";
import { createEventType } from "@/server/event-type/create-event-type";

const VARIABLES = [
  { key: "crm_api_key", type: "SecretString", value: "demo-only-91b4" },
  { key: "runner_password", type: "SecretString", value: "demo-only-5d0e" },
  { key: "region", type: "String", value: "eu-central" },
] as const;

/** Adds the demo's event types, environment variables and API tokens. One that exists already by name stays as it is. */
export async function createSettings(ctx: Context): Promise<void> {
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now().getTime();
  const types = new Set((await ctx.db.eventType.findMany({ where: { organizationId }, select: { name: true } })).map(({ name }) => name));
  for (const { name, definition, records } of SAMPLE_EVENT_TYPES) {
    if (!definition || types.has(name)) continue;
    const example = { entity: JSON.parse(JSON.stringify(records[0]).replaceAll("%ID%", "5b1c0c52-6d0f-4f0b-9a0f-7d1f2a3b4c5d")) };
    await createEventType({ ctx, input: { name, ...definition, example, schema: inferSchema([example]) } });
  }
  const keys = new Set((await ctx.db.environmentVariable.findMany({ where: { organizationId } })).map(({ key }) => key));
  for (const variable of VARIABLES) if (!keys.has(variable.key)) await createEnvironmentVariable({ ctx, input: variable });

  if (await ctx.db.apiToken.findFirst({ where: { organizationId, name: "Order system" } })) return;
  const earlier: Context = { ...ctx, clock: { ...ctx.clock, now: () => new Date(now - 40 * DAY_MS) } };
  const inDays = (days: number) => new Date(now + days * DAY_MS).toISOString();
  await createApiToken({ ctx: earlier, input: { name: "Order system", scopes: ["publish"] } });
  await createApiToken({ ctx: earlier, input: { name: "Deployment pipeline", scopes: ["read", "write"], expiresAt: inDays(5) } });
  const old = await createApiToken({ ctx: earlier, input: { name: "Old reporting", scopes: ["read"] } });
  await revokeApiToken({ ctx, input: { tokenId: old.id } });
}
