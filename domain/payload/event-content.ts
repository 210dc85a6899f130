import { changesFromPrevious } from "@/domain/payload/changes";

/** The content of an event as it was published (contract.md "Publish"); free `data` stands here as `entity`. */
export interface EventContent {
  entity?: Readonly<Record<string, unknown>>;
  relations?: readonly unknown[];
  activity?: Readonly<Record<string, unknown>>;
  changed_attributes?: Readonly<Record<string, unknown>>;
  previous_attributes?: Readonly<Record<string, unknown>>;
}

/**
 * The content with its changed attributes where they follow from the previous ones that the publisher gave. The other way round
 * nothing follows: changed attributes do not tell what updated values were before.
 */
export function completeContent(content: EventContent): EventContent {
  const { previous_attributes: previous, changed_attributes: changed, ...rest } = content;
  if (!previous || changed) return content;
  return { ...rest, changed_attributes: { ...changesFromPrevious(previous, content.entity ?? {}) }, previous_attributes: previous };
}
