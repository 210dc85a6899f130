import { describe, expect, it } from "vitest";
import { INBOX_ID_FORM, idForm } from "@/domain/id-forms";
import { newId, newInboxId, newWebhookId } from "@/domain/ids";

describe("ids", () => {
  it("say what they name, and sort in the order in which they were made", () => {
    const ids = Array.from({ length: 10_000 }, () => newId("delivery"));
    expect(ids[0]).toMatch(/^dlv_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are told by their form from those of other things and from any other text", () => {
    expect(newId("apiToken")).toMatch(idForm("apiToken"));
    for (const text of [newId("delivery"), "", "zz", "tok_", `${newId("apiToken")}0`, newId("apiToken").toLowerCase()]) {
      expect(text).not.toMatch(idForm("apiToken"));
    }
    expect(newInboxId()).toMatch(INBOX_ID_FORM);
    expect(newWebhookId()).not.toMatch(INBOX_ID_FORM);
  });

  it("of webhooks are 12 characters that no one mistakes for others", () => {
    expect(newWebhookId()).toMatch(/^[0-9A-HJKMNP-Za-hjkmnp-z]{12}$/);
    expect(new Set(Array.from({ length: 1_000 }, newWebhookId)).size).toBe(1_000);
  });
});
