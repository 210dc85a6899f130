import { MappingFault } from "@/domain/automation/mapping-attribute";
import { indexPath, scopeTerm, valueTerm } from "@/domain/entity/search-terms";
import { toText } from "@/domain/filter/compare-values";
import { Prisma } from "@/prisma/generated/client";
import type { Run } from "@/server/automation/run";
import { lockUniqueKey } from "@/server/entity/lock-unique-key";
import { termQuery } from "@/server/entity/search-condition";

type Attributes = Readonly<Record<string, unknown>>;

/**
 * Returns the id of the entity that a mapping changes; null where it makes a new one. That is the one that `_id` names, or the one that has
 * the mapped values of all unique attributes: of two steps at once with the same values, one waits for the other. Throws MappingFault
 * where several have.
 */
export async function findTarget(input: { run: Run; slug: string; mapped: Attributes; unique: readonly string[] }): Promise<string | null> {
  const { run, slug, mapped, unique } = input;
  const { _id: id } = mapped;
  if (typeof id === "string" && (unique.length === 0 || unique.includes("_id"))) return id;
  const wanted = unique.filter((key) => key !== "_id");
  if (wanted.length === 0) return null;
  const values = wanted.map((key) => {
    const text = toText(mapped[key]);
    if (text === null) throw new MappingFault(`The mapping gives no text, number or boolean for the unique attribute ${key}.`);
    return { key, text };
  });
  const { organizationId } = run.execution;
  await lockUniqueKey({ tx: run.tx, organizationId, slug, values: values.map(({ key, text }) => [key, text] as const) });
  // The index of terms finds few, and the attributes say which of them have these very values.
  const terms = [scopeTerm(organizationId), ...values.map(({ key, text }) => valueTerm(indexPath(key), text))];
  const isSame = values.map(({ key, text }) => Prisma.sql`e.data->>${key} = ${text}`);
  const found = await run.tx.$queryRaw<{ id: string }[]>`
    select e.id from entity e
    where e.organization_id = ${organizationId} and e.schema = ${slug} and e.deleted_at is null
      and e.search @@ ${terms.map(termQuery).join(" & ")}::tsquery and ${Prisma.join(isSame, " and ")}
    limit 2`;
  if (found.length > 1) throw new MappingFault(`Several entities of the schema ${slug} have these values of ${wanted.join(", ")}.`);
  return found[0]?.id ?? null;
}
