import { expect, it } from "vitest";
import { toPreviewConfig } from "@/components/webhook/preview/preview-config";
import { EMPTY_WEBHOOK, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";

const begun: WebhookFormValues = { ...EMPTY_WEBHOOK, eventName: "product_updated" };
const leftOut = (values: Partial<WebhookFormValues>) => toPreviewConfig({ ...begun, ...values })?.leftOut;

it("previews a form that has only begun, and nothing while no event is chosen", () => {
  expect(toPreviewConfig(EMPTY_WEBHOOK)).toBeNull();
  expect(toPreviewConfig(begun)?.leftOut).toEqual([]);
});

it("leaves out what is not complete, names it, and sends what the API takes", () => {
  expect(leftOut({ url: "https://" })).toEqual(["URL"]);
  expect(leftOut({ auth: { ...begun.auth, authType: "BASIC" } })).toEqual(["authentication"]);
  expect(leftOut({ filter: { ...begun.filter, mode: "simple" } })).toEqual(["filter"]);
  expect(leftOut({ timeoutSeconds: "soon" })).toEqual(["delivery settings"]);
  const both = { customHeaders: [{ name: "Host", value: "" }], signatureHeader: "Content-Length" };
  expect(leftOut(both)).toEqual(["custom headers", "signature header"]);
  for (const values of [both, { url: "ftp://x" }, { filter: { ...begun.filter, mode: "simple" as const } }]) {
    expect(webhookConfigInput.safeParse(toPreviewConfig({ ...begun, ...values })?.config).success).toBe(true);
  }
});

it("passes over a header that has no name yet", () => {
  expect(leftOut({ customHeaders: [{ name: " ", value: "x" }] })).toEqual([]);
});
