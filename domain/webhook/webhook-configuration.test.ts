import { describe, expect, it } from "vitest";
import { webhookConfiguration } from "@/domain/webhook/webhook-configuration";

describe("webhookConfiguration", () => {
  it("reads what an older version has stored, whatever it lacks, with the defaults in the place of it", () => {
    const whole = webhookConfiguration.parse({});
    expect(whole).toMatchObject({ url: null, auth: { authType: "NONE" }, payloadFormat: "entity_envelope", timeoutSeconds: 120 });
    for (const setting of Object.keys(whole)) {
      const { [setting]: _lacking, ...older } = { ...whole, url: "https://example.com" } as Record<string, unknown>;
      expect(webhookConfiguration.parse(older)).toEqual({ ...whole, ...older });
    }
    expect(webhookConfiguration.parse({ payloadConfiguration: { hydrate_entity: false } }).payloadConfiguration).toEqual({
      ...whole.payloadConfiguration,
      hydrate_entity: false,
    });
  });

  it("reads what would not be taken any more", () => {
    const stored = {
      url: "ftp://example.com",
      timeoutSeconds: 9_000,
      maxRequestsPerSecond: 0,
      signatureHeader: "webhook-id",
      eventVersion: "v1",
    };
    expect(webhookConfiguration.parse(stored)).toMatchObject(stored);
  });

  it("leaves out what it does not know", () => {
    expect(webhookConfiguration.parse({ colour: "red", auth: { authType: "BASIC", username: "u", password: "hush" } })).not.toMatchObject({
      colour: "red",
    });
    expect(JSON.stringify(webhookConfiguration.parse({ auth: { authType: "BASIC", username: "u", password: "hush" } }))).not.toContain(
      "hush",
    );
  });
});
