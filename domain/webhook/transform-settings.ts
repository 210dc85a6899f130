import { z } from "zod";
import { storableText } from "@/domain/storable-text";

const MAX_EXPRESSION_LENGTH = 65_536;

/** The JSONata expression that makes the payload, as input (null or empty means none), as configuration and as answer. */
export const transformSettings = {
  input: {
    jsonataExpression: storableText({ max: MAX_EXPRESSION_LENGTH, error: "Give a JSONata expression." })
      .nullish()
      .transform((expression) => (expression?.trim() ? expression : null)),
  },
  configuration: { jsonataExpression: z.string().nullable().default(null) },
  answer: { jsonataExpression: z.string().optional() },
};
