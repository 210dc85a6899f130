import { z } from "zod";
import { splitBody } from "@/domain/entity/entity";
import { entityBody } from "@/domain/entity/entity-input";
import { entitySlug } from "@/domain/entity-schema/entity-schema";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findSchemaErrors } from "@/server/entity/assert-valid";
import { getSchemaInTenant } from "@/server/entity-schema/get-schema-in-tenant";
import type { SchemaError } from "@/server/event-type/schema-checks";

const validation = z.object({ slug: entitySlug, body: entityBody });

/**
 * Checks an entity by its schema without storing it. Throws PosternError `unprocessable`, with the answer that the Entity API has for
 * it, where it has faults; `not_found` for an unknown schema.
 */
export async function validateEntity({ ctx, input }: { ctx: Context; input: unknown }): Promise<{ status: "success"; errors: [] }> {
  authorise(ctx, "read");
  const { slug, body } = parseInput(validation, input);
  const schema = await getSchemaInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, slug });
  const errors = findSchemaErrors({ ctx, schema, attributes: splitBody(body).attributes });
  if (errors.length === 0) return { status: "success", errors: [] };
  throw new PosternError("unprocessable", "The entity is not what its schema asks for.", {
    answer: { status: "error", errors: errors.map(toEntityError) },
  });
}

function toEntityError({ keyword, instancePath, params, message }: SchemaError) {
  const missing: unknown = params["missingProperty"];
  const steps = instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const isMissing = keyword === "required" && typeof missing === "string";
  return {
    code: isMissing ? "missing_field" : `invalid_${keyword}`,
    params: { ...params, type: isMissing ? "missing_field" : keyword },
    path: isMissing ? [...steps, missing] : steps,
    message: isMissing ? `${missing} is required.` : `This ${message ?? "is not valid"}.`,
  };
}
