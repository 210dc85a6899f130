import type { Attributes } from "@/domain/entity/entity";
import { attributesJsonSchema } from "@/domain/entity-schema/entity-json-schema";
import type { EntitySchema } from "@/domain/entity-schema/entity-schema";
import { type InputFault, PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";
import { type SchemaError, SchemaFault, type SchemaValidator } from "@/server/event-type/schema-checks";

/** The validators of schemas, as long as these are in use. A schema in memory never changes. */
const validators = new WeakMap<EntitySchema, SchemaValidator>();

interface Judged {
  ctx: Pick<Context, "schemas">;
  schema: EntitySchema;
  attributes: Attributes;
}

/**
 * Returns the faults of attributes by the JSON Schema of their entity schema. Attributes that it does not have are allowed. Throws
 * PosternError `unprocessable` where it cannot be used.
 */
export function findSchemaErrors({ ctx, schema, attributes }: Judged): readonly SchemaError[] {
  try {
    return validatorOf({ ctx, schema }).errorsOf(attributes);
  } catch (error) {
    if (!(error instanceof SchemaFault)) throw error;
    throw new PosternError("unprocessable", `Entities cannot be checked by their schema, which an admin has to change. ${error.message}`);
  }
}

/**
 * Throws PosternError `unprocessable`, with the answer that the Entity API has for it, where attributes that are to be checked have
 * faults.
 */
export function assertValidWhere(isValidated: boolean | undefined, judged: Judged): void {
  if (!isValidated) return;
  const errors = findSchemaErrors(judged);
  if (errors.length === 0) return;
  const [{ instancePath, message } = { instancePath: "", message: "" }] = errors;
  const answer = {
    status: "error",
    errors: errors.map((error) => ({
      keyword: error.keyword,
      instance_path: error.instancePath,
      schema_path: error.schemaPath,
      params: error.params,
      message: error.message,
    })),
  };
  throw new PosternError("unprocessable", `The entity is not what its schema asks for: ${instancePath} ${message}.`, {
    answer,
    faults: errors.map(toFault),
  });
}

/** Returns the fault with the dot path of its place, for a form. */
function toFault({ keyword, instancePath, params, message }: SchemaError): InputFault {
  const missing: unknown = keyword === "required" ? params["missingProperty"] : undefined;
  const steps = instancePath.split("/").slice(1);
  if (typeof missing !== "string") return { path: steps.join("."), message: `This ${message ?? "is not valid"}.` };
  return { path: [...steps, missing].join("."), message: "This is required." };
}

function validatorOf({ ctx, schema }: Omit<Judged, "attributes">): SchemaValidator {
  const known = validators.get(schema);
  if (known) return known;
  const { properties, required } = attributesJsonSchema(schema);
  ctx.schemas.prepare();
  const validator = ctx.schemas.compile({ type: "object", properties, required });
  validators.set(schema, validator);
  return validator;
}
