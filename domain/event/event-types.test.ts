import { describe, expect, it } from "vitest";
import { z } from "zod";
import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";
import { parsePublishInput } from "@/domain/event/publish-input";

describe("the built-in event types", () => {
  it("are those of the contract's catalogue", () => {
    expect(BUILT_IN_EVENT_TYPES.map((type) => [type.name, type.label, type.aliases])).toEqual([
      ["customer_request_created", "Customer Request Created", ["CustomerRequest_Created"]],
      ["product_updated", "Product Updated", []],
      ["automation_rule_triggered", "Automation Rule Triggered", []],
      ["automation_trigger_webhook", "Automation Trigger Webhook", []],
      ["client.created", "Client Created", []],
      ["client.updated", "Client Updated", []],
      ["client.deleted", "Client Deleted", []],
    ]);
  });

  it.each(BUILT_IN_EVENT_TYPES.map((type) => [type.name, type] as const))("%s has an example that its schema allows", (_name, type) => {
    expect(type.schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    const schema = z.fromJSONSchema(type.schema as Parameters<typeof z.fromJSONSchema>[0]);
    expect(schema.safeParse(type.example)).toMatchObject({ success: true });
    expect(schema.safeParse({ ...type.example, entity: "no object", data: "no object" })).toMatchObject({ success: false });
  });

  it.each(BUILT_IN_EVENT_TYPES.map((type) => [type.name, type] as const))("%s has an example that can be published", (name, type) => {
    expect(parsePublishInput({ input: { eventName: name, ...type.example }, organizationId: "org_1" })).toHaveLength(1);
  });
});
