import { DEMO_HOURS } from "@/bin/demo-data/plan-events";
import type { SampleEventType } from "@/bin/demo-data/sample-events";
import { SAMPLE_FAULTS } from "@/bin/demo-data/sample-faults";
import type { SampleWebhook } from "@/bin/demo-data/sample-webhooks";
import { Prisma } from "@/prisma/generated/client";
import type { Transaction } from "@/server/platform/db";

/** A webhook of the demo that has been made. */
export interface MadeWebhook {
  id: string;
  sample: SampleWebhook;
  typeIndex: number;
  /** The number of retries after the first attempt. */
  maxRetries: number;
}

const ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** The SQL expressions of the ten digits of a ULID's time, from `ms`. */
const TIME_DIGITS = Array.from({ length: 10 }, (_, place) => `substr('${ULID_DIGITS}', (((ms >> ${5 * (9 - place)}) & 31) + 1)::int, 1)`);

/**
 * The SQL functions of the demo. A `draw` is an MD5 in hex: `demo_unit` takes one of four numbers in [0, 1) from it, `demo_ulid` an id's
 * random part.
 */
const FUNCTIONS = [
  `create or replace function pg_temp.demo_ulid(ms bigint, draw text) returns text language sql immutable
   as $$ select ${TIME_DIGITS.join(" || ")} || upper(substr(draw, 1, 16)) $$`,
  `create or replace function pg_temp.demo_unit(draw text, place int) returns float8 language sql immutable
   as $$ select ('x' || substr(draw, place * 8 + 1, 7))::bit(28)::int / 268435456::float8 $$`,
];

/** Puts the samples into temporary tables, for statements to join. The tables last as long as the transaction. */
export async function stageDemo(input: {
  tx: Transaction;
  types: readonly SampleEventType[];
  webhooks: readonly MadeWebhook[];
}): Promise<void> {
  const { tx } = input;
  for (const statement of FUNCTIONS) await tx.$executeRawUnsafe(statement);
  await stage(tx, "demo_type", "type_no int, name text, content_key text, records int", input.types.map(toTypeRow));
  const records = input.types.flatMap((type, no) => type.records.map((record, index) => toRecordRow({ no, record, index, ...input })));
  await stage(tx, "demo_record", "type_no int, record_no int, body text, transformed text", records);
  const webhooks = input.webhooks.map(toWebhookRow);
  const columns =
    "webhook_no int, webhook_id text, type_no int, name text, url text, method text, format text, has_transform bool, auth_header text, median_ms float8, max_retries int";
  await stage(tx, "demo_webhook", columns, webhooks);
  const faults = Object.entries(SAMPLE_FAULTS).map(([name, fault]) => ({ name, ...fault }));
  await stage(
    tx,
    "demo_fault",
    `name text, code text, "statusCode" int, message text, body text, "durationMs" float8, "isRetryable" bool`,
    faults,
  );
  const spells = input.webhooks.flatMap(({ sample }, no) => toSpellRows(sample, no));
  const spellColumns = "webhook_no int, hour int, failing float8, recovering float8, fault text, is_circuit_open bool, skipped text";
  await stage(tx, "demo_spell", spellColumns, spells);
  // The thousands of deliveries of an hour are joined with the few rows of these tables, which must not be done row by row.
  await tx.$executeRaw`set local enable_nestloop = off`;
  await tx.$executeRaw`set local work_mem = '64MB'`;
  await tx.$executeRaw`set local jit = off`;
}

async function stage(tx: Transaction, table: string, columns: string, rows: readonly object[]): Promise<void> {
  await tx.$executeRaw`create temporary table ${Prisma.raw(table)} on commit drop as
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(${Prisma.raw(columns)})`;
  await tx.$executeRaw`analyze ${Prisma.raw(table)}`;
}

const toTypeRow = (type: SampleEventType, no: number) => ({
  ...{ type_no: no, name: type.name, records: type.records.length },
  content_key: type.isData ? "data" : "entity",
});

function toRecordRow(input: { no: number; index: number; record: Readonly<Record<string, unknown>>; webhooks: readonly MadeWebhook[] }) {
  const transform = input.webhooks.find(({ typeIndex, sample }) => typeIndex === input.no && sample.transform)?.sample.transform;
  const transformed = transform?.(input.record);
  return {
    ...{ type_no: input.no, record_no: input.index, body: JSON.stringify(input.record) },
    transformed: transformed ? JSON.stringify(transformed) : null,
  };
}

function toWebhookRow({ id, sample, typeIndex, maxRetries }: MadeWebhook, no: number) {
  const { name, url, httpMethod, payloadFormat, jsonataExpression } = sample.config;
  return {
    ...{ webhook_no: no, webhook_id: id, type_no: typeIndex, name, url: url ?? "", method: httpMethod ?? "POST" },
    ...{ format: payloadFormat ?? "entity_envelope", has_transform: jsonataExpression !== undefined },
    ...{ auth_header: sample.authHeader ?? null, median_ms: sample.medianMs, max_retries: maxRetries },
  };
}

function toSpellRows(sample: SampleWebhook, no: number) {
  return Array.from({ length: DEMO_HOURS }, (_, hour) => {
    const spell = sample.spells.find(({ untilHoursAgo }) => DEMO_HOURS - hour > untilHoursAgo) ?? sample.spells[0];
    const { failing, recovering, fault, isCircuitOpen = false, skipped = null } = spell;
    return { webhook_no: no, hour, failing, recovering, fault, is_circuit_open: isCircuitOpen, skipped };
  });
}
