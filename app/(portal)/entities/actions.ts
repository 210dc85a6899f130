"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { parseInput } from "@/domain/parse-input";
import { addRelations, deleteRelation } from "@/server/entity/change-relations";
import { createEntity } from "@/server/entity/create-entity";
import { deleteEntity } from "@/server/entity/delete-entity";
import { restoreEntity } from "@/server/entity/restore-entity";
import { updateEntity } from "@/server/entity/update-entity";
import { deleteSchema } from "@/server/entity-schema/delete-schema";
import { putSchema } from "@/server/entity-schema/put-schema";

const PAGES = "/entities";

const savedSchema = z.object({ slug: z.string(), schema: z.unknown(), ifVersion: z.int().nullable() });

/**
 * Creates an entity schema, or replaces the version of it that the form was opened with; null for a new one, which never takes the place of
 * another. Returns its slug.
 */
export async function saveSchemaAction(input: z.input<typeof savedSchema>): Promise<ActionResult<{ slug: string }>> {
  return runAction("portal.saveSchema", async ({ ctx }) => {
    const { slug, schema, ifVersion } = parseInput(savedSchema, input);
    await putSchema({ ctx, input: { slug, schema, ifVersion } });
    revalidatePath(PAGES, "layout");
    return { slug };
  });
}

export async function deleteSchemaAction(slug: string): Promise<ActionResult<null>> {
  return runAction("portal.deleteSchema", async ({ ctx }) => {
    await deleteSchema({ ctx, input: { slug } });
    revalidatePath(PAGES, "layout");
    return null;
  });
}

const savedRecord = z.object({ slug: z.string(), id: z.string().nullable(), attributes: z.string() });

/**
 * Creates a record, or with `id` sets attributes of an existing one. `attributes` is JSON, so that numbers keep their digits. The record
 * must be what its schema asks for. Returns its id.
 */
export async function saveRecordAction(input: z.input<typeof savedRecord>): Promise<ActionResult<{ id: string }>> {
  return runAction("portal.saveRecord", async ({ ctx }) => {
    const { slug, id, attributes } = parseInput(savedRecord, input);
    const change = { slug, body: parseJsonObject(attributes), isValidated: true };
    const { _id } =
      id === null ? await createEntity({ ctx, input: change }) : await updateEntity({ ctx, input: { ...change, id, isPatch: true } });
    revalidatePath(PAGES, "layout");
    return { id: _id };
  });
}

/** Deletes a record so that it can be restored; with `isPurged` for good. */
export async function deleteRecordAction(input: { slug: string; id: string; isPurged: boolean }): Promise<ActionResult<null>> {
  return runAction("portal.deleteRecord", async ({ ctx }) => {
    await deleteEntity({ ctx, input });
    revalidatePath(PAGES, "layout");
    return null;
  });
}

export async function restoreRecordAction(input: { slug: string; id: string }): Promise<ActionResult<null>> {
  return runAction("portal.restoreRecord", async ({ ctx }) => {
    await restoreEntity({ ctx, input });
    revalidatePath(PAGES, "layout");
    return null;
  });
}

/** Relates a record to others by one of its attributes. */
export async function addRelationsAction(input: {
  slug: string;
  id: string;
  relations: readonly { attribute: string; entity_id: string }[];
}): Promise<ActionResult<null>> {
  return runAction("portal.addRelations", async ({ ctx }) => {
    await addRelations({ ctx, input });
    revalidatePath(PAGES, "layout");
    return null;
  });
}

export async function removeRelationAction(input: {
  slug: string;
  id: string;
  attribute: string;
  entity_id: string;
}): Promise<ActionResult<null>> {
  return runAction("portal.removeRelation", async ({ ctx }) => {
    await deleteRelation({ ctx, input });
    revalidatePath(PAGES, "layout");
    return null;
  });
}
