import { z } from "zod";
import { storableText } from "@/domain/storable-text";

const text = storableText({ min: 1, max: 255 });
const MAX_PAGE_SIZE = 250;
/** The furthest that a list is read by counting; what is older is found by a cursor, or by saying more. */
const MAX_FROM = 10_000;

const wholeNumber = z.coerce.number("Give a whole number.").int("Give a whole number.");

/** The part of a list that is asked for, as query parameters. */
const listRange = {
  size: wholeNumber.min(1, `Give 1 to ${MAX_PAGE_SIZE}.`).max(MAX_PAGE_SIZE, `Give 1 to ${MAX_PAGE_SIZE}.`).default(25),
  from: wholeNumber.min(0, `Give 0 to ${MAX_FROM}.`).max(MAX_FROM, `Give 0 to ${MAX_FROM}.`).default(0),
};

/** Takes `include_flows`, which has no effect: every automation is one of these. */
const includeFlows = z.enum(["true", "false"], "Give true or false.").meta({ type: "boolean" }).optional();

/** The choice of automations: what a query parameter does not say is no matter. */
export const flowSearch = z.object({
  ...listRange,
  /** The schema of the entities that start them. */
  schema: text.optional(),
  trigger_source_id: text.optional(),
  target_workflow: text.optional(),
  trigger_event_name: text.optional(),
  include_flows: includeFlows,
});

const MAX_BATCH = 100;

export const flowBatch = z.strictObject({ ids: z.array(text).max(MAX_BATCH).default([]) });

/** The choice of executions, as query parameters. */
export const executionListOptions = z.object({ ...listRange, entity_id: text.optional(), include_flows: includeFlows });
