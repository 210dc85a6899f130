import type { Retention } from "@/domain/retention/retention";
import type { RetentionAnswer } from "@/domain/retention/retention-settings";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { type OwnRetention, retentionOf } from "@/server/retention/retention-of";

/** Returns for how long the organization's history is kept. Needs the scope read. */
export async function getRetention({ ctx }: { ctx: Context }): Promise<RetentionAnswer> {
  authorise(ctx, "read");
  const own = await ctx.db.organization.findUniqueOrThrow({ where: { id: ctx.tenant.organizationId } });
  return serializeRetention({ installation: ctx.retention, own });
}

export function serializeRetention({ installation, own }: { installation: Retention; own: OwnRetention }): RetentionAnswer {
  return {
    ...retentionOf({ installation, own }),
    own: { deliveryDays: own.deliveryRetentionDays, bodyDays: own.bodyRetentionDays },
    installation: { deliveryDays: installation.deliveryDays, bodyDays: installation.bodyDays },
  };
}
