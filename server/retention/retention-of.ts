import type { Retention } from "@/domain/retention/retention";
import type { Organization } from "@/prisma/generated/client";

export type OwnRetention = Pick<Organization, "deliveryRetentionDays" | "bodyRetentionDays">;

/** Returns for how long an organization's history is kept: its own settings, where they are shorter than the installation's. */
export function retentionOf({ installation, own }: { installation: Retention; own: OwnRetention }): Retention {
  const deliveryDays = Math.min(installation.deliveryDays, own.deliveryRetentionDays ?? installation.deliveryDays);
  return {
    deliveryDays,
    bodyDays: Math.min(installation.bodyDays, own.bodyRetentionDays ?? installation.bodyDays, deliveryDays),
    skippedDays: Math.min(installation.skippedDays, deliveryDays),
    auditLogDays: installation.auditLogDays,
  };
}
