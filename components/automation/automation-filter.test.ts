import { expect, it } from "vitest";
import { automationFilterParams, matchAutomations, readAutomationFilter } from "@/components/automation/automation-filter";
import type { ListedAutomation } from "@/components/automation/automation-table";

const listed = (id: string, more: Partial<ListedAutomation>): ListedAutomation => ({
  ...{ id, name: id, words: { when: "an Opportunity is updated", onlyIf: null, steps: ["call “Shop”"] } },
  ...{ enabled: true, isStopped: false, protected: false, runs: 0, lastDay: 0, last: null, ...more },
});
const automations = [
  listed("a", { name: "Tell the shop" }),
  listed("b", { enabled: false, words: { when: "a Task is created", onlyIf: null, steps: [] } }),
  listed("c", { last: { executionId: "x", status: "failed", at: "2026-01-01T00:00:00.000Z" } }),
];
const find = (address: string) => matchAutomations(automations, readAutomationFilter(new URLSearchParams(address))).map(({ id }) => id);

it("finds automations by their names and by what they do, and by their state", () => {
  expect(find("")).toEqual(["a", "b", "c"]);
  expect(find("q=shop")).toEqual(["a", "c"]);
  expect(find("q=task")).toEqual(["b"]);
  expect(find("state=enabled")).toEqual(["a", "c"]);
  expect(find("state=disabled")).toEqual(["b"]);
  expect(find("state=failed&q=shop")).toEqual(["c"]);
  expect(find("state=unknown")).toHaveLength(3);
});

it("stands in the address, without what filters nothing", () => {
  expect(automationFilterParams({ text: "", state: "all" }).toString()).toBe("");
  expect(automationFilterParams({ text: "a b", state: "failed" }).toString()).toBe("q=a+b&state=failed");
});
