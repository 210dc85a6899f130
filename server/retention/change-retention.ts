import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { type RetentionAnswer, retentionChange } from "@/domain/retention/retention-settings";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { serializeRetention } from "@/server/retention/get-retention";

/**
 * Changes for how long the organization's history is kept. What is older is deleted within the hour. Needs the scope admin. Throws
 * PosternError `invalid_input` for a time that is longer than the installation's, or for bodies that would outlive their events.
 */
export async function changeRetention({ ctx, input }: { ctx: Context; input: unknown }): Promise<RetentionAnswer> {
  authorise(ctx, "admin");
  const change = parseInput(retentionChange, input);
  const { organizationId: id } = ctx.tenant;
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.organization.findUniqueOrThrow({ where: { id } });
    const deliveryRetentionDays = change.deliveryDays === undefined ? before.deliveryRetentionDays : change.deliveryDays;
    const bodyRetentionDays = change.bodyDays === undefined ? before.bodyRetentionDays : change.bodyDays;
    const own = { deliveryRetentionDays, bodyRetentionDays };
    assertAllowed({ ctx, own });
    const changes = (["deliveryRetentionDays", "bodyRetentionDays"] as const).filter((field) => own[field] !== before[field]);
    if (changes.length > 0) {
      await tx.organization.update({ where: { id }, data: own });
      const details = { deliveryDays: deliveryRetentionDays, bodyDays: bodyRetentionDays };
      await recordAudit({
        tx,
        ctx,
        action: "organization.retention_changed",
        target: { type: "organization", id, name: before.name },
        details,
      });
    }
    return serializeRetention({ installation: ctx.retention, own });
  });
}

function assertAllowed(input: { ctx: Context; own: { deliveryRetentionDays: number | null; bodyRetentionDays: number | null } }): void {
  const { retention } = input.ctx;
  const { deliveryRetentionDays, bodyRetentionDays } = input.own;
  const faults = [
    ...tooLong("deliveryDays", deliveryRetentionDays, retention.deliveryDays, "this installation keeps events for"),
    ...tooLong("bodyDays", bodyRetentionDays, retention.bodyDays, "this installation keeps bodies for"),
    ...tooLong("bodyDays", bodyRetentionDays, deliveryRetentionDays ?? retention.deliveryDays, "their events are kept for"),
  ];
  const [first] = faults;
  if (first) throw new PosternError("invalid_input", first.message, { faults: faults.slice(0, 1) });
}

function tooLong(path: string, days: number | null, most: number, whose: string) {
  return days !== null && days > most ? [{ path, message: `Give at most ${most} days: ${whose} ${most} days.` }] : [];
}
