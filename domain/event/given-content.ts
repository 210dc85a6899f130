import { z } from "zod";
import { PosternError } from "@/domain/errors";

/** Far above any real event; JSON.stringify and PostgreSQL both fail some thousands of levels deep. */
const MAX_DEPTH = 200;

type JsonObject = Record<string, unknown>;

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNestedDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((part) => isNestedDeeperThan(part, levels - 1));
}

const DEPTH_MESSAGE = `This is nested deeper than ${MAX_DEPTH} levels: flatten it.`;
const isShallow = (value: unknown) => !isNestedDeeperThan(value, MAX_DEPTH);

// Custom checks instead of z.record: the content is not copied key by key.
/** A JSON object of the publisher's, passed on as it is. */
export const jsonObject = z
  .custom<JsonObject>(isJsonObject, "Give a JSON object.")
  .refine(isShallow, { error: DEPTH_MESSAGE, abort: true });
/** An array of such objects. */
export const jsonObjects = z
  .custom<JsonObject[]>((value) => Array.isArray(value) && value.every(isJsonObject), "Give an array of JSON objects.")
  .refine(isShallow, DEPTH_MESSAGE);

const text = z.string("Give a text.").max(1_000, "At most 1,000 characters.").optional();

/** What a caller may say in `metadata`; what Postern sets itself is accepted and replaced, other keys are passed on. */
export const givenMetadata = z
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
  .refine(isShallow, DEPTH_MESSAGE);

/** Throws PosternError `invalid_input` where metadata names another organization than the caller's (contract.md "Shapes", Metadata). */
export function refuseOtherOrganization(input: { metadata: JsonObject | undefined; organizationId: string; path: string }): void {
  const given = input.metadata?.["organization_id"];
  if (given === undefined || given === input.organizationId) return;
  const message = "This is not the organization that your token belongs to: leave it out.";
  throw new PosternError("invalid_input", `${input.path}: ${message}`, { faults: [{ path: input.path, message }] });
}
