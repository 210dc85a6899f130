import { describe, expect, it } from "vitest";
import { mergeIntoWebhook, toFormValues } from "@/components/webhook/stored-webhook-values";
import { webhookFormSchema } from "@/components/webhook/webhook-form-schema";
import { parseInput } from "@/domain/parse-input";
import { type WebhookConfig, webhookConfigInput } from "@/domain/webhook/webhook-config";

const stored: WebhookConfig = {
  id: "abcdefghijkm",
  name: "Orders",
  eventName: "product_updated",
  url: "https://example.com/hooks",
  httpMethod: "PUT",
  enabled: true,
  status: "active",
  auth: { authType: "BASIC", basicAuthConfig: { username: "ann" } },
  filter: { keyToFilter: "entity.status", supportedValues: ["won"] },
  payloadConfiguration: {
    hydrate_entity: false,
    include_relations: true,
    include_activity: false,
    include_changed_attributes: false,
    custom_headers: { "X-A": "1" },
  },
  payloadFormat: "entity_envelope",
  jsonataExpression: "entity",
  retryPolicy: { enabled: true, maxAttempts: 5 },
  enableStaticIP: false,
  timeoutSeconds: 30,
  successStatus: "200",
  maxRequestsPerSecond: 7,
  protected: true,
  _manifest: [],
  creationTime: "2026-03-01T12:00:00.000Z",
  updatedTime: "2026-03-01T12:00:00.000Z",
};

const { parse: send } = webhookFormSchema({ maxTimeoutSeconds: 600 });
const save = (values = toFormValues(stored, { hasSecret: true })) => parseInput(webhookConfigInput, mergeIntoWebhook(stored, send(values)));

describe("the form of a webhook that exists", () => {
  it("saves what it was filled with as it was, with what it does not show, and keeps the secret", () => {
    const { auth, ...saved } = save();
    const { auth: _auth, ...before } = parseInput(webhookConfigInput, stored);
    expect(saved).toEqual({ ...before, signatureHeader: null });
    expect(auth).toMatchObject({ authType: "BASIC", username: "ann", secret: undefined });
  });

  it("keeps a filter of both kinds, and loses neither by being saved", () => {
    const condition = { field: "entity.tags", operation: "contains", values: ["a"], field_type: "string", is_array_field: true };
    const conditions = [{ ...condition, repeatable_item_op: false } as const, { jsonata_expression: "entity.total > 3" }];
    const both = { ...stored, filterConditions: { conditions, logical_operator: "OR" } } as WebhookConfig;
    const saved = parseInput(webhookConfigInput, mergeIntoWebhook(both, send(toFormValues(both, { hasSecret: true }))));
    expect(saved).toMatchObject({ filter: stored.filter, filterConditions: both.filterConditions });
  });

  it("replaces the secret by what is typed, and clears it when asked to", () => {
    const values = toFormValues(stored, { hasSecret: true });
    const typed = { ...values, auth: { ...values.auth, basicAuthConfig: { username: "ann", password: "new" } } };
    expect(save(typed).auth).toMatchObject({ secret: "new" });
    expect(save({ ...values, auth: { ...values.auth, isSecretCleared: true } }).auth).toMatchObject({ secret: null });
  });

  it("takes away the headers that were taken away", () => {
    expect(save({ ...toFormValues(stored, { hasSecret: true }), customHeaders: [] }).payloadConfiguration.custom_headers).toEqual({});
  });
});
