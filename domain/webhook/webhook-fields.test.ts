import { describe, expect, it } from "vitest";
import { webhookConfigAnswer, webhookConfigInput, webhookSettingInputs } from "@/domain/webhook/webhook-config";
import { WEBHOOK_FIELDS } from "@/domain/webhook/webhook-fields";

const settings = Object.keys(webhookSettingInputs).filter((name) => name !== "eventName");

describe("the table of fields", () => {
  it("has every setting, and of each answered field what people call it", () => {
    const named = Object.keys(WEBHOOK_FIELDS);
    expect(named).toEqual(expect.arrayContaining(settings));
    const answered = Object.keys(webhookConfigAnswer.shape).filter((name) => !["id", "creationTime", "updatedTime"].includes(name));
    expect(named).toEqual(expect.arrayContaining(answered));
  });

  it("says of each setting what its absence from a change means, as the schema takes it", () => {
    const parsed: Record<string, unknown> = webhookConfigInput.parse({ eventName: "product_updated" });
    const meant = settings.map((name) => [name, parsed[name] === undefined ? "keeps" : "clears"]);
    expect(settings.map((name) => [name, WEBHOOK_FIELDS[name]?.absence])).toEqual(meant);
  });
});
