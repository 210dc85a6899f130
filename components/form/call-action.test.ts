import { expect, it } from "vitest";
import type { ActionResult } from "@/components/form/action-result";
import { callAction, NO_ANSWER } from "@/components/form/call-action";

it("gives what an action answers, and one fault where no answer comes", async () => {
  const refused: ActionResult<never> = { ok: false, error: { code: "forbidden", message: "Not yours.", faults: [], requestId: "1" } };
  expect(await callAction(async () => ({ ok: true, data: 7 }))).toEqual({ ok: true, data: 7 });
  expect(await callAction(async () => refused)).toBe(refused);
  expect(await callAction(() => Promise.reject(new TypeError("Failed to fetch")))).toEqual({ ok: false, error: NO_ANSWER });
});
