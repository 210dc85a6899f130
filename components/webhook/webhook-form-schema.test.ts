import { describe, expect, it } from "vitest";
import { NEW_CONDITION } from "@/components/webhook/filter/filter-form-values";
import { webhookFormSchema } from "@/components/webhook/webhook-form-schema";
import { EMPTY_WEBHOOK, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";

const complete: WebhookFormValues = { ...EMPTY_WEBHOOK, eventName: "product_updated", url: " https://example.com/hooks " };

const send = (values: WebhookFormValues) => webhookFormSchema({ maxTimeoutSeconds: 120 }).parse(values);

function faultsOf(values: WebhookFormValues): string[] {
  const parsed = webhookFormSchema({ maxTimeoutSeconds: 120 }).safeParse(values);
  return parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => issue.path.join(".")))].sort();
}

describe("the webhook form", () => {
  it("sends what the API takes, and only the credentials of the chosen kind", () => {
    expect(faultsOf(complete)).toEqual([]);
    const basicAuthConfig = { username: "ada", password: "secret" };
    const values: WebhookFormValues = { ...complete, auth: { ...complete.auth, authType: "BASIC", basicAuthConfig } };
    expect(send(values)).toEqual({
      name: "",
      eventName: "product_updated",
      url: "https://example.com/hooks",
      httpMethod: "POST",
      enabled: true,
      auth: { authType: "BASIC", basicAuthConfig },
      payloadConfiguration: {
        hydrate_entity: true,
        include_relations: false,
        include_activity: false,
        include_changed_attributes: false,
        custom_headers: {},
      },
      payloadFormat: "entity_envelope",
      signatureHeader: null,
      filter: null,
      filterConditions: null,
      jsonataExpression: null,
      retryPolicy: { enabled: true, maxAttempts: 3 },
      successStatus: "2xx",
      timeoutSeconds: 120,
      maxRequestsPerSecond: null,
      enableStaticIP: false,
    });
  });

  it("asks for an event and an address", () => {
    expect(faultsOf(EMPTY_WEBHOOK)).toContain("eventName");
    expect(faultsOf({ ...complete, url: " " })).toEqual(["url"]);
  });

  it("asks for the chosen kind's credentials, each at its own field", () => {
    expect(faultsOf({ ...complete, auth: { ...complete.auth, authType: "BASIC" } })).toEqual([
      "auth.basicAuthConfig.password",
      "auth.basicAuthConfig.username",
    ]);
    const apiKeyConfig = { keyName: "X-Api-Key", keyValue: "" };
    expect(faultsOf({ ...complete, auth: { ...complete.auth, authType: "API_KEY", apiKeyConfig } })).toEqual([
      "auth.apiKeyConfig.keyValue",
    ]);
    const noPassword = { username: "ada", password: "" };
    expect(faultsOf({ ...complete, auth: { ...complete.auth, authType: "BASIC", basicAuthConfig: noPassword } })).toEqual([
      "auth.basicAuthConfig.password",
    ]);
  });

  it("sends a secret that is a reference as one, and asks for a whole reference where it looks like one", () => {
    const withKey = (keyValue: string): WebhookFormValues => ({
      ...complete,
      auth: { ...complete.auth, authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue } },
    });
    expect(send(withKey("{{ env.erp_key }}")).auth?.apiKeyConfig).toMatchObject({ keyValueIsEnvVar: true });
    expect(send(withKey("k-123")).auth?.apiKeyConfig).not.toHaveProperty("keyValueIsEnvVar");
    expect(faultsOf(withKey("{{ env.erp_key }}"))).toEqual([]);
    expect(faultsOf(withKey("{{ env.ERP }}"))).toEqual(["auth.apiKeyConfig.keyValue"]);
  });

  it("takes off what a paste put around ids, names and addresses, and keeps what is or may be a secret as typed", () => {
    const pasted = (text: string) => `\u200b\u00a0${text} \ufeff\n`;
    const { auth, ...values } = {
      ...complete,
      url: pasted("https://example.com/hooks"),
      signatureHeader: pasted("x-signature"),
      customHeaders: [{ name: pasted("X-Tenant"), value: " t-1 " }],
    };
    expect(send({ ...values, auth })).toMatchObject({
      url: "https://example.com/hooks",
      signatureHeader: "x-signature",
      payloadConfiguration: { custom_headers: { "X-Tenant": " t-1 " } },
    });
    const authOf = (changes: Partial<WebhookFormValues["auth"]>) => send({ ...values, auth: { ...auth, ...changes } }).auth;
    expect(authOf({ authType: "BASIC", basicAuthConfig: { username: pasted("ada"), password: pasted("s") } })).toEqual({
      authType: "BASIC",
      basicAuthConfig: { username: "ada", password: pasted("s") },
    });
    expect(authOf({ authType: "API_KEY", apiKeyConfig: { keyName: pasted("X-Key"), keyValue: " k " } })).toEqual({
      authType: "API_KEY",
      apiKeyConfig: { keyName: "X-Key", keyValue: " k " },
    });
    const oauthConfig = {
      clientId: pasted("c-1"),
      clientSecret: pasted("s"),
      endpoint: pasted("https://login.example.com/token"),
      httpMethod: "POST" as const,
      customParameterList: [{ type: "body" as const, key: pasted("scope"), value: " read " }],
    };
    expect(authOf({ authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig })).toEqual({
      authType: "OAUTH_CLIENT_CREDENTIALS",
      oauthConfig: {
        clientId: "c-1",
        clientSecret: pasted("s"),
        endpoint: "https://login.example.com/token",
        httpMethod: "POST",
        customParameterList: [{ type: "body", key: "scope", value: " read " }],
      },
    });
  });

  it("asks for what is nothing but white space, and gives the fault of a pasted header to its row", () => {
    expect(faultsOf({ ...complete, url: "\u200b " })).toEqual(["url"]);
    expect(faultsOf({ ...complete, customHeaders: [{ name: "\u200b", value: "x" }] })).toEqual(["customHeaders.0.name"]);
    expect(faultsOf({ ...complete, customHeaders: [{ name: "\u200bX-A ", value: "\u200bx" }] })).toEqual(["customHeaders.0.value"]);
  });

  it("needs a client secret for OAuth, unless an Authorization parameter says who the client is", () => {
    const oauthConfig = { ...EMPTY_WEBHOOK.auth.oauthConfig, clientId: "postern", endpoint: "https://login.example.com/token" };
    const withParameters = (customParameterList: typeof oauthConfig.customParameterList): WebhookFormValues => ({
      ...complete,
      auth: { ...complete.auth, authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig: { ...oauthConfig, customParameterList } },
    });
    expect(faultsOf(withParameters([{ type: "body", key: "scope", value: "read" }]))).toEqual(["auth.oauthConfig.clientSecret"]);
    expect(faultsOf(withParameters([{ type: "header", key: "Authorization", value: "Basic abc" }]))).toEqual([]);
    expect(faultsOf(withParameters([{ type: "header", key: "Content-Length", value: "" }]))).toContain(
      "auth.oauthConfig.customParameterList.0.key",
    );
  });

  it("names the faults of custom headers in their rows, those that are given twice among them", () => {
    const customHeaders = [
      { name: "X-Tenant", value: "{{ env.Wrong }}" },
      { name: "", value: "x" },
      { name: "Host", value: "x" },
      { name: "X-Twice", value: "1" },
      { name: "X-Twice ", value: "2" },
      { name: "x-twice", value: "3" },
    ];
    expect(new Set(faultsOf({ ...complete, customHeaders }))).toEqual(
      new Set(["customHeaders.0.value", "customHeaders.1.name", "customHeaders.2.name", "customHeaders.4.name", "customHeaders.5.name"]),
    );
  });

  it("sends the filter that is chosen, and asks for what that one lacks, at its place", () => {
    const condition = {
      ...NEW_CONDITION,
      field: " entity.total ",
      operation: "greater_than" as const,
      values: ["x"],
      field_type: "number" as const,
    };
    const expression = { ...NEW_CONDITION, kind: "expression" as const, jsonata_expression: "true" };
    const withFilter = (filter: Partial<WebhookFormValues["filter"]>) => ({ ...complete, filter: { ...complete.filter, ...filter } });
    const simple = withFilter({ mode: "simple", keyToFilter: "entity.status", supportedValues: ["won"], conditions: [condition] });
    expect(send(simple)).toMatchObject({
      filter: { keyToFilter: "entity.status", supportedValues: ["won"] },
      filterConditions: null,
    });
    expect(faultsOf(simple)).toEqual([]);
    expect(faultsOf(withFilter({ mode: "simple" }))).toEqual(["filter.keyToFilter", "filter.supportedValues"]);
    expect(faultsOf(withFilter({ mode: "advanced" }))).toEqual(["filter.mode"]);
    expect(faultsOf(withFilter({ mode: "advanced", conditions: [expression, condition, NEW_CONDITION] }))).toEqual([
      "filter.conditions.1.values",
      "filter.conditions.2.field",
      "filter.conditions.2.values",
    ]);
    const number = { ...condition, values: ["12"] };
    expect(webhookConfigInput.parse(send(withFilter({ mode: "advanced", conditions: [expression, number] })))).toMatchObject({
      filter: null,
      filterConditions: {
        logical_operator: "AND",
        conditions: [{ jsonata_expression: "true" }, { field: "entity.total", values: ["12"] }],
      },
    });
  });

  it("says in its own words what the values of a condition lack", () => {
    const said = (change: Partial<typeof NEW_CONDITION>) => {
      const conditions = [{ ...NEW_CONDITION, field: "entity.total", ...change }];
      const values = { ...complete, filter: { ...complete.filter, mode: "advanced", conditions } };
      const parsed = webhookFormSchema({ maxTimeoutSeconds: 120 }).safeParse(values);
      return parsed.error?.issues.map(({ message }) => message);
    };
    expect(said({})).toEqual(["Give a value to compare with."]);
    expect(said({ operation: "length_equals", values: ["few"] })).toEqual(["Give one whole number, such as 3."]);
    expect(said({ field_type: "number", values: ["much"] })).toEqual([
      "“much” is no number. Correct it, or compare the field as something else.",
    ]);
    expect(said({ field_type: "date", values: ["soon"] })?.[0]).toContain("“soon” is no date, such as 2026-03-01.");
  });

  it("takes numbers as they are typed, and refuses what is none", () => {
    const limits = { timeoutSeconds: " 30 ", maxRequestsPerSecond: "50" };
    expect(webhookConfigInput.parse(send({ ...complete, ...limits }))).toMatchObject({
      timeoutSeconds: 30,
      maxRequestsPerSecond: 50,
    });
    expect(faultsOf({ ...complete, timeoutSeconds: "1.5", maxRequestsPerSecond: "-1" })).toEqual([
      "maxRequestsPerSecond",
      "timeoutSeconds",
    ]);
    expect(faultsOf({ ...complete, timeoutSeconds: "" })).toEqual(["timeoutSeconds"]);
    expect(faultsOf({ ...complete, timeoutSeconds: "0" })).toEqual(["timeoutSeconds"]);
  });

  it("refuses a time limit that only an owner may set, to those who are none", () => {
    expect(faultsOf({ ...complete, timeoutSeconds: "121" })).toEqual(["timeoutSeconds"]);
    expect(webhookFormSchema({ maxTimeoutSeconds: 600 }).safeParse({ ...complete, timeoutSeconds: "600" }).success).toBe(true);
  });

  it("asks for the stored secret again where the form leads to another origin, and not where it is typed or cleared", () => {
    const saved: WebhookFormValues = {
      ...complete,
      url: "https://example.com/hooks",
      auth: {
        ...complete.auth,
        authType: "BASIC",
        storedSecretOf: "BASIC",
        basicAuthConfig: { username: "ada", password: "" },
      },
    };
    const faultsAt = (values: WebhookFormValues, from = saved) => {
      const parsed = webhookFormSchema({ maxTimeoutSeconds: 120, saved: from }).safeParse(values);
      return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join("."), message]);
    };
    const moved = { ...saved, url: "https://other.example/hooks" };
    expect(faultsAt({ ...saved, url: "https://example.com/other" })).toEqual([]);
    expect(faultsAt(moved)).toEqual([["auth.basicAuthConfig.password", "Give the password again, or clear it."]]);
    expect(faultsAt({ ...moved, auth: { ...moved.auth, basicAuthConfig: { username: "ada", password: "typed" } } })).toEqual([]);
    expect(faultsAt({ ...moved, auth: { ...moved.auth, isSecretCleared: true } })).toEqual([]);

    const oauthConfig = { ...complete.auth.oauthConfig, clientId: "c", endpoint: "https://login.example.com/token" };
    const authType = "OAUTH_CLIENT_CREDENTIALS" as const;
    const oauth: WebhookFormValues = { ...saved, auth: { ...saved.auth, authType, storedSecretOf: authType, oauthConfig } };
    const elsewhere = { ...oauthConfig, endpoint: "https://login.example.org/token" };
    expect(faultsAt(oauth, oauth)).toEqual([]);
    expect(faultsAt({ ...oauth, auth: { ...oauth.auth, oauthConfig: elsewhere } }, oauth)).toEqual([
      ["auth.oauthConfig.clientSecret", "Give the client secret again, or clear it."],
    ]);
  });
});
