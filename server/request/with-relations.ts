import { isJsonObject } from "@/domain/json/json-object";
import { readRelated } from "@/server/entity/read-related";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { MessageSettings, MessageSource } from "@/server/request/build-message";

/**
 * Returns the source of a message with the relations of its entity as they are now, where the webhook sends or filters by them and the
 * event is that of a changed entity. The metadata then say when they were read, and how many were left out, so that a replay that is
 * built again shows which time it is of.
 */
export async function withRelations(input: {
  db: Database;
  clock: Clock;
  organizationId: string;
  source: MessageSource;
  settings: MessageSettings;
}): Promise<MessageSource> {
  const { db, clock, organizationId, source, settings } = input;
  const { payloadConfiguration, payloadFormat } = settings.configuration;
  const isSent = payloadConfiguration.include_relations && payloadFormat === "entity_envelope";
  if (!source.readsRelations || !(isSent || settings.filter?.usesRelations)) return source;
  const { entity } = source.content;
  const { relations, omitted } = await readRelated({ db, organizationId, attributes: isJsonObject(entity) ? entity : {} });
  const told = isSent ? { relations_read_at: clock.now().toISOString(), ...(omitted > 0 && { relations_omitted: omitted }) } : {};
  return { ...source, metadata: { ...source.metadata, ...told }, content: { ...source.content, relations } };
}
