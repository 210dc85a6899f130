import { MappingFault } from "@/domain/automation/mapping-attribute";
import { toText } from "@/domain/filter/compare-values";
import { Prisma } from "@/prisma/generated/client";
import type { Run } from "@/server/automation/run";

type Attributes = Readonly<Record<string, unknown>>;

/**
 * Returns the id of the entity that a mapping changes; null where it makes a new one. That is the one that `_id` names, or the one that has
 * the mapped values of all unique attributes. Throws MappingFault where several have.
 */
export async function findTarget(input: { run: Run; slug: string; mapped: Attributes; unique: readonly string[] }): Promise<string | null> {
  const { run, slug, mapped, unique } = input;
  const { _id: id } = mapped;
  if (typeof id === "string" && (unique.length === 0 || unique.includes("_id"))) return id;
  const wanted = unique.filter((key) => key !== "_id");
  if (wanted.length === 0) return null;
  const conditions = wanted.map((key) => {
    const text = toText(mapped[key]);
    if (text === null) throw new MappingFault(`The mapping gives no text, number or boolean for the unique attribute ${key}.`);
    return Prisma.sql`and data->>${key} = ${text}`;
  });
  const found = await run.tx.$queryRaw<{ id: string }[]>`
    select id from entity where organization_id = ${run.execution.organizationId} and schema = ${slug} and deleted_at is null
    ${Prisma.join(conditions, " ")} limit 2`;
  if (found.length > 1) throw new MappingFault(`Several entities of the schema ${slug} have these values of ${wanted.join(", ")}.`);
  return found[0]?.id ?? null;
}
