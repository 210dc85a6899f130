import { PosternError } from "@/domain/errors";
import type { Transaction } from "@/server/platform/db";

/** Throws PosternError `conflict` when a name or alias already belongs to another event type. */
export async function assertNamesFree(input: {
  tx: Transaction;
  organizationId: string;
  name: string;
  aliases: readonly string[];
}): Promise<void> {
  const { tx, organizationId, name, aliases } = input;
  const names = [name, ...aliases];
  const other = await tx.eventType.findFirst({
    where: { organizationId, name: { not: name }, OR: [{ name: { in: names } }, { aliases: { hasSome: names } }] },
    select: { name: true, aliases: true },
  });
  if (!other) return;
  const taken = names.find((candidate) => candidate === other.name || other.aliases.includes(candidate));
  throw new PosternError("conflict", `${taken} is already a name of the event type ${other.name}. Choose another one.`);
}
