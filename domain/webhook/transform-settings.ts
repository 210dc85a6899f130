import { storableText } from "@/domain/storable-text";

const MAX_EXPRESSION_LENGTH = 65_536;

/** A JSONata expression that makes the payload; null or empty: none. */
export const jsonataExpression = storableText({ max: MAX_EXPRESSION_LENGTH, error: "Give a JSONata expression." }).nullish();
