import { z } from "zod";
import { pathFault } from "@/domain/filter/path-syntax";
import { storableText } from "@/domain/storable-text";
import { filterConditions, filterConditionsAnswer } from "@/domain/webhook/filter-conditions";
import { orNull } from "@/domain/webhook/given-values";

const MAX_PATH_LENGTH = 1_024;
const MAX_VALUE_LENGTH = 4_096;
const MAX_SUPPORTED_VALUES = 1_000;

/** The contract's Filter: an event is sent when the value at `keyToFilter` is one of `supportedValues` (contract.md, "Filter"). */
const webhookFilter = z.strictObject({
  keyToFilter: storableText({ min: 1, max: MAX_PATH_LENGTH, error: "Give the path of a field, such as entity.status." }),
  supportedValues: z
    .array(storableText({ max: MAX_VALUE_LENGTH, error: "Give each value as a text." }), "Give a list of texts.")
    .max(MAX_SUPPORTED_VALUES, `Give at most ${MAX_SUPPORTED_VALUES.toLocaleString("en-US")} values.`),
});

/** `webhookFilter` as input. The rules for paths apply here only, so that a stored path stays readable. */
const webhookFilterInput = webhookFilter.superRefine(({ keyToFilter }, check) => {
  const fault = pathFault(keyToFilter);
  if (fault) check.addIssue({ code: "custom", path: ["keyToFilter"], message: fault });
});

/** The settings that choose the events to send, as input, as configuration and as answer. Absent means every event. */
export const filterSettings = {
  input: {
    filter: webhookFilterInput.nullish().transform(orNull),
    filterConditions: filterConditions.nullish().transform((given) => (given?.conditions.length ? given : null)),
  },
  configuration: {
    filter: webhookFilter.nullable().default(null),
    filterConditions: filterConditionsAnswer.nullable().default(null),
  },
  answer: {
    filter: webhookFilter.optional(),
    filterConditions: filterConditionsAnswer.optional(),
  },
};
