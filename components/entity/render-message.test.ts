import { expect, it } from "vitest";
import { nameCaller, renderMessage } from "@/components/entity/render-message";
import type { FeedActivity } from "@/domain/activity/named-feed";

const names = { callers: { usr_1: "Ada" }, entities: { e1: { title: "Heat pump", schema: "opportunity" } } };
const by = (type: string, sub?: string) => ({ type, ...(sub && { EpilotAuth: { token: { sub } } }) });
const activity = (message: string): FeedActivity => ({
  ...{ _id: "1", timestamp: "2026-03-01T00:00:00.000Z", type: "t", title: "t", caller: by("user", "usr_1") },
  ...{ message, payload: { entity: { id: "e1" }, reason: "price" }, operations_total: 0, operations: [] },
});

it("puts names in place of what stands in braces, and leaves what it does not know", () => {
  const message = "{{caller}} updated {{entity payload.entity.id}}: {{payload.reason}}, {{payload.none}} {{ }}";
  expect(renderMessage(activity(message), names)).toBe("Ada updated Heat pump: price, {{payload.none}} {{ }}");
});

it("names who acted, also those who are gone", () => {
  expect(nameCaller(by("user", "usr_2"), names.callers)).toBe("A former user");
  expect(nameCaller(by("api_token", "tok_1"), names.callers)).toBe("A former API token");
  expect(nameCaller(by("automation", "flow"), names.callers)).toBe("An automation");
  expect(nameCaller(by("system"), names.callers)).toBe("Postern");
});
