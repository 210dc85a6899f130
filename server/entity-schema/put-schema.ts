import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { describeFaults } from "@/domain/describe-faults";
import { entityEventTypes } from "@/domain/entity-schema/entity-event-types";
import {
  attributesOf,
  type EntitySchema,
  type EntitySchemaItem,
  MAX_ENTITY_SCHEMA_VERSIONS,
  MAX_ENTITY_SCHEMAS,
} from "@/domain/entity-schema/entity-schema";
import { type EntitySchemaReference, entitySchemaInput, newSlug } from "@/domain/entity-schema/entity-schema-input";
import { seededSchema } from "@/domain/entity-schema/seeded-schemas";
import { type InputFault, PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import type { Prisma } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { toSchemaItem } from "@/server/entity-schema/find-schema";
import { findSchemas } from "@/server/entity-schema/find-schemas";
import { makeValidExample } from "@/server/entity-schema/make-valid-example";
import { putEntityEventTypes } from "@/server/entity-schema/put-entity-event-types";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import type { Transaction } from "@/server/platform/db";

/**
 * Creates an entity schema, or replaces it with a new version, and with it the event types that follow from it. Where nothing
 * changes, there is no new version. Needs the scope write. Throws PosternError `invalid_input` for a reserved slug, and for
 * attributes of which no valid example can be made; `conflict` at the limit of schemas or event types, and where `ifVersion` is given
 * and the latest version is another one. Null stands for no schema. The published API has no way to say it: there the last writer counts.
 */
export async function putSchema(input: {
  ctx: Context;
  input: EntitySchemaReference & { schema: unknown; ifVersion?: number | null };
}): Promise<EntitySchemaItem> {
  const { ctx } = input;
  authorise(ctx, "write");
  const schema = readSchema(input.input);
  const { slug } = schema;
  const { organizationId } = ctx.tenant;
  const made = makeValidExample({ schemas: ctx.schemas, schema, organizationId });
  if (made.type === "impossible") throw noExample(schema, made.faults);
  const types = entityEventTypes({ schema, example: made.example });
  return ctx.db.$transaction(async (tx) => {
    // This locks the organization's row too, so that versions get their numbers one after the other.
    await raiseSubscriptionsVersion({ tx, organizationId });
    const latest = await tx.entitySchemaVersion.findFirst({ where: { organizationId, slug }, orderBy: { version: "desc" } });
    const before = latest ? toSchemaItem(latest) : seededSchema(slug);
    assertUnchanged({ slug, before, ifVersion: input.input.ifVersion });
    if (before && isDeepStrictEqual(contentOf(before), schema)) return before;
    if (!before) await assertRoomForSchema({ tx, organizationId });
    if (!latest && before) await writeVersion({ tx, organizationId, item: before });
    const at = ctx.clock.now().toISOString();
    const version = (latest?.version ?? before?.version ?? 0) + 1;
    const after: EntitySchemaItem = { id: randomUUID(), version, created_at: at, updated_at: at, ...schema };
    await writeVersion({ tx, organizationId, item: after });
    await tx.entitySchemaVersion.deleteMany({
      where: { organizationId, slug, version: { lte: version - MAX_ENTITY_SCHEMA_VERSIONS } },
    });
    await putEntityEventTypes({ tx, organizationId, types });
    await recordAudit({
      tx,
      ctx,
      action: before ? "entity_schema.updated" : "entity_schema.created",
      target: { type: "entity_schema", id: slug, name: schema.name },
      ...(before && { change: { before: contentOf(before), after: schema } }),
    });
    return after;
  });
}

/** Throws PosternError `conflict` where the schema is not the one that the caller has seen. */
function assertUnchanged(input: { slug: string; before: EntitySchemaItem | null; ifVersion: number | null | undefined }): void {
  const { slug, before, ifVersion } = input;
  if (ifVersion === undefined || ifVersion === (before?.version ?? null)) return;
  if (ifVersion === null) {
    const message = `There is a schema ${slug} already. Choose another slug.`;
    throw new PosternError("conflict", message, { faults: [{ path: "slug", message }] });
  }
  throw new PosternError("conflict", `The schema ${slug} was changed in the meantime. Load it again, then make your change.`);
}

function readSchema({ slug: named, schema: given }: EntitySchemaReference & { schema: unknown }): EntitySchema {
  const { slug } = parseInput(z.object({ slug: newSlug }), { slug: named });
  const { slug: stated = slug, ...schema } = parseInput(entitySchemaInput, given);
  if (stated === slug) return { slug, ...schema };
  const message = `The path says ${slug}, and the schema ${stated}: a schema keeps its slug.`;
  throw new PosternError("invalid_input", `slug: ${message}`, { faults: [{ path: "slug", message }] });
}

function contentOf({ id: _id, version: _version, created_at: _created, updated_at: _updated, ...schema }: EntitySchemaItem): EntitySchema {
  return schema;
}

async function writeVersion(input: { tx: Transaction; organizationId: string; item: EntitySchemaItem }): Promise<void> {
  const { tx, organizationId, item } = input;
  const { id, version, created_at, slug } = item;
  const schema = contentOf(item) as Prisma.InputJsonObject;
  await tx.entitySchemaVersion.create({ data: { organizationId, slug, version, id, schema, createdAt: new Date(created_at) } });
}

async function assertRoomForSchema({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  const schemas = await findSchemas({ db: tx, organizationId });
  if (schemas.length < MAX_ENTITY_SCHEMAS) return;
  const message = `This organization has ${MAX_ENTITY_SCHEMAS} entity schemas, the most it may have. Delete one that is not used.`;
  throw new PosternError("conflict", message);
}

/** Returns the error for attributes of which no valid example can be made, by their places in the schema. */
function noExample(schema: EntitySchema, found: readonly InputFault[]): PosternError {
  const faults = found.map(({ path, message }): InputFault => {
    const attribute = attributesOf(schema).find(({ name }) => path === name || path.startsWith(`${name}.`));
    if (!attribute) return { path: "attributes", message };
    const index = schema.attributes.indexOf(attribute);
    const hint = `No example of ${attribute.name} can be made. Give a default_value that its type and constraints allow. ${message}`;
    return { path: index === -1 ? "capabilities" : `attributes.${index}`, message: hint };
  });
  return new PosternError("invalid_input", describeFaults(faults), { faults });
}
