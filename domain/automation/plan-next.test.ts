import { describe, expect, it } from "vitest";
import { beginProgress, type ExecutionProgress } from "@/domain/automation/execution";
import { flowInput } from "@/domain/automation/flow";
import { planNext } from "@/domain/automation/plan-next";

const NOW = new Date("2030-01-01T00:00:00Z");
const action = (id: string, rest: object = {}) => ({ id, type: "trigger-webhook", config: { target_webhook_id: "w" }, ...rest });
const schedule = (rest: object = {}) => ({ id: "s", source: { id: "t", origin: "automation" }, ...rest });

function progress(flow: { actions: object[]; conditions?: object[]; schedules?: object[] }): ExecutionProgress {
  return beginProgress(flowInput.parse({ flow_name: "F", triggers: [], ...flow }));
}
/** Changes what is known of an action, a condition or a schedule. */
function set(of: ExecutionProgress, id: string, change: object): ExecutionProgress {
  const changed = <Item extends { id: string }>(items: Item[]) => items.map((item) => (item.id === id ? { ...item, ...change } : item));
  return { ...of, actions: changed(of.actions), conditions: changed(of.conditions), schedules: changed(of.schedules) };
}

describe("beginProgress", () => {
  it("leaves behind the delivery of another run that an older flow kept", () => {
    const parsed = flowInput.parse({ flow_name: "F", triggers: [], actions: [action("a")] });
    const actions = parsed.actions.map((one) => ({ ...one, config: { ...one.config, event_id: "dlv_1" } })) as typeof parsed.actions;
    expect(beginProgress({ ...parsed, actions }).actions[0]?.config).toEqual({ target_webhook_id: "w", sync: false });
  });
});

describe("planNext", () => {
  it("does the actions one after the other, past those that have ended, and finishes", () => {
    let state = progress({ actions: [action("a"), action("b")] });
    expect(planNext(state, NOW)).toMatchObject({ type: "act", action: { id: "a" } });
    state = set(state, "a", { execution_status: "in_progress" });
    expect(planNext(state, NOW)).toMatchObject({ type: "await", action: { id: "a" } });
    for (const ended of [
      ...["success", "skipped", "cancelled"].map((status) => ({ execution_status: status })),
      { execution_status: "failed", allow_failure: true },
    ]) {
      expect(planNext(set(state, "a", ended), NOW)).toMatchObject({ type: "act", action: { id: "b" } });
    }
    state = set(set(state, "a", { execution_status: "success" }), "b", { execution_status: "success" });
    expect(planNext(state, NOW)).toEqual({ type: "finish" });
  });

  it("goes on behind a failed action only with what is asked for by name", () => {
    const state = set(progress({ actions: [action("a"), action("b"), action("c")] }), "a", { execution_status: "failed" });
    expect(planNext(state, NOW)).toEqual({ type: "finish" });
    const asked = set(state, "c", { retry_strategy: "RETRY_AND_RESUME" });
    expect(planNext(asked, NOW)).toMatchObject({ type: "act", action: { id: "c" } });
    expect(planNext(set(asked, "c", { execution_status: "success" }), NOW)).toEqual({ type: "finish" });
  });

  it("judges a condition once, before its first action, and skips its actions where it does not hold", () => {
    let state = progress({
      actions: [action("a", { condition_id: "c" }), action("b", { condition_id: "c" })],
      conditions: [{ id: "c", statements: [] }],
    });
    expect(planNext(state, NOW)).toMatchObject({ type: "judge", condition: { id: "c" } });
    expect(planNext(set(state, "c", { evaluationResult: true }), NOW)).toMatchObject({ type: "act", action: { id: "a" } });
    state = set(state, "c", { evaluationResult: false });
    expect(planNext(state, NOW)).toMatchObject({ type: "skip", action: { id: "a" } });
    expect(planNext(set(state, "a", { execution_status: "skipped" }), NOW)).toMatchObject({ type: "skip", action: { id: "b" } });
  });

  it("waits for an action's schedule, and does not act where it was cancelled", () => {
    let state = progress({ actions: [action("a", { schedule_id: "s" })], schedules: [schedule()] });
    expect(planNext(state, NOW)).toMatchObject({ type: "schedule", schedule: { id: "s" }, condition: null });
    state = set(state, "s", { scheduled_for: "2030-01-01T00:01:00Z", schedule_status: "waiting" });
    expect(planNext(state, NOW)).toMatchObject({ type: "sleep", until: new Date("2030-01-01T00:01:00Z") });
    expect(planNext(state, new Date("2030-01-01T00:01:00Z"))).toMatchObject({ type: "act" });
    expect(planNext(set(state, "s", { schedule_status: "cancelled" }), NOW)).toMatchObject({ type: "cancel", action: { id: "a" } });
  });

  it("judges a condition after its schedule, unless that says before", () => {
    const withOrder = (evaluation_order?: string) =>
      progress({
        actions: [action("a", { condition_id: "c" })],
        conditions: [{ id: "c", schedule_id: "s", statements: [], ...(evaluation_order && { evaluation_order }) }],
        schedules: [schedule()],
      });
    const over = { scheduled_for: NOW.toISOString() };
    for (const after of [withOrder(), withOrder("AFTER_SCHEDULE")]) {
      expect(planNext(after, NOW)).toMatchObject({ type: "schedule", condition: { id: "c" } });
      expect(planNext(set(after, "s", over), NOW)).toMatchObject({ type: "judge" });
    }
    const before = withOrder("BEFORE_SCHEDULE");
    expect(planNext(before, NOW)).toMatchObject({ type: "judge" });
    expect(planNext(set(before, "c", { evaluationResult: false }), NOW)).toMatchObject({ type: "skip" });
    const holds = set(before, "c", { evaluationResult: true });
    expect(planNext(holds, NOW)).toMatchObject({ type: "schedule" });
    expect(planNext(set(holds, "s", over), NOW)).toMatchObject({ type: "act" });
  });
});
