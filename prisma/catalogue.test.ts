import { expect, it } from "vitest";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();

/** The tables and views whose SQL is written by hand. */
const BY_HAND = [
  ...["queued_delivery", "ended_delivery", "skipped_delivery", "delivery_body", "recorded_attempt", "attempt_body", "event_body"],
  ...["published_event_id", "delivery", "attempt", "event"],
  ...["entity", "activity", "activity_operation"],
];

/** Returns a line for each thing that PostgreSQL's catalogue tells of these tables. */
async function readCatalogue(): Promise<string[]> {
  const rows = await database.db.$queryRaw<{ line: string }[]>`
    with named as (
      select c.oid as id, c.relname as name, c.relkind, c.reloptions from pg_class c
      where c.relnamespace = current_schema()::regnamespace and c.relname = any(${BY_HAND}::text[])
    ), line as (
      select name, 0 as part, 0 as place, case relkind when 'v' then 'view' when 'p' then 'table partitioned by ' || pg_get_partkeydef(id) else 'table' end
        || coalesce(' with ' || array_to_string(reloptions, ', '), '') as text from named
      union all
      select name, 1, a.attnum, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
      from named join pg_attribute a on a.attrelid = id and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = id and d.adnum = a.attnum
      union all
      select name, 2, 0, pg_get_constraintdef(k.oid) from named join pg_constraint k on k.conrelid = id where k.contype in ('p', 'c')
      union all
      select name, 3, 0, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (\\S+) ON (ONLY )?\\S+ USING', 'index \\2')
      from named join pg_index i on i.indrelid = id where not i.indisprimary
      union all
      select name, 4, 0, c.relname || ' ' || pg_get_expr(c.relpartbound, c.oid) from named join pg_inherits h on h.inhparent = id join pg_class c on c.oid = h.inhrelid
    )
    select name || ': ' || text as line from line order by name, part, place, text collate "C"`;
  return rows.map(({ line }) => line);
}

it("the tables that Prisma cannot describe are what prisma/catalogue.txt says", async () => {
  await expect(`${(await readCatalogue()).join("\n")}\n`).toMatchFileSnapshot("catalogue.txt");
});
