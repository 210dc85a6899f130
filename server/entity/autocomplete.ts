import { autocompletion } from "@/domain/entity/entity-input";
import { splitKeyword } from "@/domain/entity/entity-query";
import { textsAt } from "@/domain/entity/values-at";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { searchCondition } from "@/server/entity/search-condition";

const DEFAULT_SIZE = 10;
/** The most entities that values are collected from: enough for a list to choose from, and a bound on the work. */
const MAX_LOOKED_AT = 2_000;

/**
 * Returns values of an attribute that begin with a text, or that have a word that does, whatever its capitals; without a text any. They are
 * collected from the entities that were changed last.
 */
export async function autocomplete({ ctx, input }: { ctx: Context; input: unknown }): Promise<{ hits: number; results: string[] }> {
  authorise(ctx, "read");
  const { attribute, input: text = "", slug, size = DEFAULT_SIZE } = parseInput(autocompletion, input);
  const { organizationId } = ctx.tenant;
  const { field } = splitKeyword(attribute);
  const query = text.trim() === "" ? ({ type: "exists", field } as const) : ({ type: "text", field, text, isPrefix: true } as const);
  const rows = await ctx.db.$queryRaw<{ title: string | null; data: string }[]>`
    select e.title, e.data::text as data from entity e
    where e.organization_id = ${organizationId} and e.deleted_at is null ${slug === undefined ? Prisma.empty : Prisma.sql`and e.schema = ${slug}`}
      and ${searchCondition({ organizationId, query })}
    order by e.updated_at desc limit ${MAX_LOOKED_AT}`;
  const wanted = text.trim().toLowerCase();
  const found = new Set<string>();
  for (const { title, data } of rows) {
    const values = field === "_title" ? [title ?? ""] : textsAt(parseJsonObject(data), field);
    for (const value of values) if (value !== "" && isMatch(value.toLowerCase(), wanted)) found.add(value);
  }
  const results = [...found].sort((a, b) => a.localeCompare(b, "en")).slice(0, size);
  return { hits: found.size, results };
}

/** Checks whether a value begins with a text, or goes on with it after something that is no letter or digit. */
function isMatch(value: string, wanted: string): boolean {
  for (let at = value.indexOf(wanted); at !== -1; at = value.indexOf(wanted, at + 1)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(value.charAt(at - 1))) return true;
  }
  return false;
}
