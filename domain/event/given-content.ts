import { z } from "zod";
import { PosternError } from "@/domain/errors";
import { isJsonObject, objectOnly } from "@/domain/json/json-object";
import { jsonFault } from "@/domain/json-fault";

type JsonObject = Record<string, unknown>;

const isWritable = (value: unknown) => jsonFault(value) === null;
const writableOrElse = { error: (issue: { input?: unknown }) => jsonFault(issue.input) ?? undefined, abort: true };

// These are custom checks instead of z.record, which would copy the content key by key.
/** A JSON object of the publisher's, passed on as it is. */
export const jsonObject = z
  .custom<JsonObject>(isJsonObject, "Give a JSON object.")
  .refine(isWritable, writableOrElse)
  .meta({ type: "object" });
/** An array of such objects. */
export const jsonObjects = z
  .custom<JsonObject[]>((value) => Array.isArray(value) && value.every(isJsonObject), "Give an array of JSON objects.")
  .refine(isWritable, writableOrElse)
  .meta({ type: "array", items: { type: "object" } });

/** Any other value that a caller may add. */
export const jsonValue = z.unknown().refine(isWritable, writableOrElse);

const text = z.string("Give a text.").max(1_000, "At most 1,000 characters.").optional();

/** The `metadata` that a caller may give. The fields that Postern sets itself are accepted and replaced; unknown keys are passed on. */
export const givenMetadata = objectOnly(
  z
    .looseObject(
      {
        organization_id: text,
        action: text,
        origin: text,
        creation_timestamp: text,
        webhook_id: text,
        webhook_name: text,
        automation_name: text,
        user_id: text,
        correlation_id: text,
        execution_id: text,
        action_id: text,
      },
      "Give a JSON object.",
    )
    .refine(isWritable, writableOrElse),
);

/** Throws PosternError `invalid_input` where metadata names an organization other than the caller's (contract.md "Shapes", Metadata). */
export function refuseOtherOrganization(input: { metadata: JsonObject | undefined; organizationId: string; path: string }): void {
  const given = input.metadata?.["organization_id"];
  if (given === undefined || given === input.organizationId) return;
  const message = "This is not the organization that your token belongs to: leave it out.";
  throw new PosternError("invalid_input", `${input.path}: ${message}`, { faults: [{ path: input.path, message }] });
}
