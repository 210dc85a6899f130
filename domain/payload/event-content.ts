import { changesFromPrevious } from "@/domain/payload/changes";

/** The content of an event as it was published (contract.md "Publish"); published `data` is here as `entity`. */
export interface EventContent {
  entity?: Readonly<Record<string, unknown>>;
  relations?: readonly unknown[];
  activity?: Readonly<Record<string, unknown>>;
  changed_attributes?: Readonly<Record<string, unknown>>;
  previous_attributes?: Readonly<Record<string, unknown>>;
  /** The event of the catalogue that started an automation, where this is what its webhook action carries. */
  event?: Readonly<Record<string, unknown>>;
}

/**
 * Returns the content with its changed attributes, where the publisher gave only the previous ones. The reverse is not possible:
 * changed attributes do not hold the old values of updated attributes.
 */
export function completeContent(content: EventContent): EventContent {
  const { previous_attributes: previous, changed_attributes: changed, ...rest } = content;
  if (!previous || changed) return content;
  return { ...rest, changed_attributes: { ...changesFromPrevious(previous, content.entity ?? {}) }, previous_attributes: previous };
}
