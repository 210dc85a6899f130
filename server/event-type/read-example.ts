import type { Context } from "@/server/context";

/** Returns the example of an event type, what is published of it; undefined where there is none. */
export async function readExample({ db, tenant }: Pick<Context, "db" | "tenant">, name: string): Promise<unknown> {
  const where = { organizationId_name: { organizationId: tenant.organizationId, name } };
  return (await db.eventType.findUnique({ where, select: { example: true } }))?.example ?? undefined;
}
