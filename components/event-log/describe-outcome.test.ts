import { describe, expect, it } from "vitest";
import { executionOf, explainNoAnswer, explainSkip, noteOf } from "@/components/event-log/describe-outcome";
import type { WebhookEventAttempt } from "@/domain/delivery/webhook-event";

const attempt: WebhookEventAttempt = {
  number: 1,
  started_at: "2026-03-01T12:00:00.000Z",
  url: "https://example.com",
  http_method: "POST",
  request_headers: { "webhook-id": "msg_1" },
  response_cut: false,
  timings: { total_ms: 1 },
};

describe("noteOf", () => {
  it("gives a success's message, and of a failure's what its status does not say", () => {
    expect(noteOf({ ...attempt, status_code: 200 })).toBeNull();
    expect(noteOf({ ...attempt, status_code: 200, message: "Sent twice." })).toBe("Sent twice.");
    const failed = { ...attempt, status_code: 401, code: "HTTP_ERROR" };
    expect(noteOf({ ...failed, message: "The endpoint answered 401." })).toBeNull();
    expect(noteOf({ ...failed, message: "The endpoint answered 401. Sent twice." })).toBe("Sent twice.");
  });
});

describe("explainNoAnswer", () => {
  it("tells an endpoint that was silent from one that was not called", () => {
    expect(explainNoAnswer({ ...attempt, code: "TIMEOUT", message: "Too late." })).toBe("The endpoint gave no answer: Too late.");
    const unsent = { ...attempt, code: "OAuthTokenExchangeError", message: "The token endpoint answered 401." };
    expect(explainNoAnswer({ ...unsent, request_headers: {} })).toBe("Nothing was sent to the endpoint: The token endpoint answered 401.");
    expect(explainNoAnswer(unsent)).toBe("The token endpoint answered 401.");
    const lost = { ...attempt, request_headers: {}, code: "INTERNAL_ERROR", message: "The endpoint may have got the request." };
    expect(explainNoAnswer(lost)).toBe("The endpoint may have got the request.");
  });
});

describe("explainSkip", () => {
  it("puts codes into words, and gives a filter's reason as it is", () => {
    expect(explainSkip("WEBHOOK_DISABLED")).toBe("The webhook was disabled when the event was published.");
    expect(explainSkip("SOMETHING_NEW")).toBe("This event was not sent (SOMETHING_NEW).");
    expect(explainSkip('entity.status is "open", the filter wants won')).toBe(
      'The webhook\'s filter did not let it through: entity.status is "open", the filter wants won.',
    );
  });
});

describe("executionOf", () => {
  it("is the execution that Postern names in the metadata, and not what a publisher calls one", () => {
    const id = "6f0d2a4e-8c31-4b7a-9e55-0d6f1c2b3a49";
    expect(executionOf({ metadata: { execution_id: id, automation_name: "Won deals" } })).toEqual({ id, automation: "Won deals" });
    expect(executionOf({ metadata: { execution_id: "exec_58", automation_name: "Won deals" } })).toBeNull();
    expect(executionOf({ metadata: { execution_id: id } })).toBeNull();
    expect(executionOf({ metadata: {} })).toBeNull();
  });
});
