import { afterEach, expect, it, vi } from "vitest";
import type { ActionResult } from "@/components/form/action-result";
import { callAction, NO_ANSWER } from "@/components/form/call-action";
import { REAUTHENTICATION, type ReauthenticationRequest } from "@/components/form/reauthentication";

afterEach(() => vi.unstubAllGlobals());

const refusedAs = (code: "forbidden" | "reauthentication_required"): ActionResult<never> => ({
  ok: false,
  error: { code, message: "Not yours.", faults: [], requestId: "1" },
});

it("gives what an action answers, and one fault where no answer comes", async () => {
  const refused = refusedAs("forbidden");
  expect(await callAction(async () => ({ ok: true, data: 7 }))).toEqual({ ok: true, data: 7 });
  expect(await callAction(async () => refused)).toBe(refused);
  expect(await callAction(() => Promise.reject(new TypeError("Failed to fetch")))).toEqual({ ok: false, error: NO_ANSWER });
});

it("asks for the password where an action needs one, and calls once more when it was given", async () => {
  const refused = refusedAs("reauthentication_required");
  const window = new EventTarget();
  vi.stubGlobal("window", window);
  expect(await callAction(async () => refused)).toBe(refused);
  for (const isProven of [true, false]) {
    const listener = (event: Event) => {
      event.preventDefault();
      (event as CustomEvent<ReauthenticationRequest>).detail.answer(isProven);
    };
    window.addEventListener(REAUTHENTICATION, listener, { once: true });
    const act = vi.fn<() => Promise<ActionResult<number>>>().mockResolvedValueOnce(refused).mockResolvedValueOnce({ ok: true, data: 7 });
    expect(await callAction(act)).toEqual(isProven ? { ok: true, data: 7 } : refused);
  }
});
