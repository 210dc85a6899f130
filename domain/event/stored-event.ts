import { parseJsonObject } from "@/domain/json/parse-json-object";

/** The key, in the JSON that is stored of an event, which says that relations are read when a payload is built from it. */
export const READS_RELATIONS = "reads_relations";

/** An event as it is stored. */
export interface StoredData {
  /** The published content with its metadata, its numbers digit for digit. */
  data: Record<string, unknown>;
  /** True for the event of a changed entity, whose relations are read when a payload is built. */
  readsRelations: boolean;
}

/** Parses the JSON that is stored of an event. */
export function parseStoredEvent(text: string): StoredData {
  const { [READS_RELATIONS]: readsRelations, ...data } = parseJsonObject(text);
  return { data, readsRelations: readsRelations === true };
}
