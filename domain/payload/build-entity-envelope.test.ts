import { describe, expect, it } from "vitest";
import { buildEntityEnvelope, buildTriggerEnvelope } from "@/domain/payload/build-entity-envelope";

const metadata = { organization_id: "739224" };
const event = {
  previous_attributes: { name: "Old" },
  changed_attributes: { added: {}, updated: { name: "New" }, deleted: {} },
  activity: { _id: "a1" },
  relations: [{ _id: "r1" }],
  entity: { price: 12, _title: "New", _schema: "product", _id: "e1", _created_at: "2026-01-01", _updated_at: "2026-01-02" },
};
const none = { hydrate_entity: true, include_relations: false, include_activity: false, include_changed_attributes: false };
const text = (configuration: Partial<typeof none>) =>
  JSON.stringify(buildEntityEnvelope({ metadata, event, configuration: { ...none, ...configuration } }));

describe("buildEntityEnvelope", () => {
  it("carries metadata and the whole entity, and nothing else unless asked", () => {
    expect(text({})).toBe(
      '{"metadata":{"organization_id":"739224"},"entity":{"price":12,"_title":"New","_schema":"product","_id":"e1","_created_at":"2026-01-01","_updated_at":"2026-01-02"}}',
    );
  });

  it("gives an event without an entity an empty one", () => {
    expect(JSON.stringify(buildEntityEnvelope({ metadata, event: {}, configuration: none }))).toBe(
      '{"metadata":{"organization_id":"739224"},"entity":{}}',
    );
  });

  it("keeps the contract's order of keys whatever the event's", () => {
    const all = { include_relations: true, include_activity: true, include_changed_attributes: true };
    expect(Object.keys(JSON.parse(text(all)))).toEqual(["metadata", "entity", "relations", "activity", "changed_attributes"]);
  });

  it("leaves out what is asked for but not there", () => {
    const all = { hydrate_entity: true, include_relations: true, include_activity: true, include_changed_attributes: true };
    expect(Object.keys(buildEntityEnvelope({ metadata, event: { entity: {} }, configuration: all }))).toEqual(["metadata", "entity"]);
  });

  it("reduces an entity that is not hydrated to its identity", () => {
    expect(text({ hydrate_entity: false })).toBe(
      '{"metadata":{"organization_id":"739224"},"entity":{"_id":"e1","_schema":"product","_title":"New","_created_at":"2026-01-01","_updated_at":"2026-01-02"}}',
    );
  });
});

describe("buildTriggerEnvelope", () => {
  it("carries everything that the caller gave at the top level, the contract's keys first", () => {
    const payload = { note: "hi", activity: { _id: "a1" }, relations: [], entity: { a: 1 } };
    expect(JSON.stringify(buildTriggerEnvelope({ metadata, payload }))).toBe(
      '{"metadata":{"organization_id":"739224"},"entity":{"a":1},"relations":[],"activity":{"_id":"a1"},"note":"hi"}',
    );
  });

  it("never carries changed attributes, and always an entity", () => {
    const payload = { changed_attributes: { added: {}, updated: {}, deleted: {} } };
    expect(JSON.stringify(buildTriggerEnvelope({ metadata, payload }))).toBe('{"metadata":{"organization_id":"739224"},"entity":{}}');
  });
});
