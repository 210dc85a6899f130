import { describe, expect, it } from "vitest";
import { buildMetadata } from "@/domain/event/metadata";

const base = {
  organizationId: "739224",
  eventName: "product_updated",
  eventId: "evt_1",
  webhook: { id: "wh_1", name: "Billing" },
  now: new Date("2026-03-01T12:00:00.000Z"),
};

describe("buildMetadata", () => {
  it("says who, what, when and for which webhook, in the contract's order", () => {
    expect(JSON.stringify(buildMetadata(base))).toBe(
      '{"organization_id":"739224","action":"product_updated","creation_timestamp":"2026-03-01T12:00:00.000Z",' +
        '"webhook_id":"wh_1","webhook_name":"Billing","correlation_id":"evt_1"}',
    );
  });

  it("keeps what the publisher says about the event", () => {
    const given = {
      user_id: "u1",
      action: "Manual",
      origin: "import",
      automation_name: "A",
      execution_id: "x",
      action_id: "y",
      tenant: "z",
    };
    expect(JSON.stringify(buildMetadata({ ...base, given }))).toBe(
      '{"organization_id":"739224","action":"Manual","origin":"import","creation_timestamp":"2026-03-01T12:00:00.000Z",' +
        '"webhook_id":"wh_1","webhook_name":"Billing","automation_name":"A","user_id":"u1","correlation_id":"evt_1",' +
        '"execution_id":"x","action_id":"y","tenant":"z"}',
    );
  });

  it("never lets a publisher speak for the installation", () => {
    const given = { webhook_id: "other", webhook_name: "Other", creation_timestamp: "1999", correlation_id: "forged" };
    expect(buildMetadata({ ...base, given })).toEqual(buildMetadata(base));
  });
});
