import { describe, expect, it } from "vitest";
import { toErrorResponse } from "@/app/_http/error-response";
import { PosternError } from "@/domain/errors";
import { holdTestProcess } from "@/tests/support/process-environment";

holdTestProcess();

describe("toErrorResponse", () => {
  it("tells nothing of an unexpected error but the request's id", async () => {
    const error = new Error("connect to postgresql://postern:hunter2@db failed");
    const response = toErrorResponse({ error, requestId: "req-1", operation: "getConfigs" });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toEqual({ message: expect.stringContaining("req-1"), code: "internal", request_id: "req-1" });
    expect(text).not.toContain("hunter2");
  });

  it("answers 503, and when to try again, while the database is away", async () => {
    const error = Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), { code: "ECONNREFUSED", syscall: "connect" });
    const response = toErrorResponse({ error, requestId: "req-4" });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: "unavailable", request_id: "req-4" });
    expect(text).not.toContain("10.0.0.7");
  });

  it("gives faults for 400 alone, and never an error's cause", async () => {
    const faults = [{ path: "url", message: "Give one." }];
    const invalid = toErrorResponse({ error: new PosternError("invalid_input", "url: Give one.", { faults }), requestId: "req-2" });
    expect([invalid.status, await invalid.json()]).toEqual([
      400,
      { message: "url: Give one.", code: "invalid_input", request_id: "req-2", errors: faults },
    ]);
    const conflict = toErrorResponse({ error: new PosternError("conflict", "Taken.", { cause: new Error("hidden") }), requestId: "req-3" });
    expect([conflict.status, await conflict.json()]).toEqual([409, { message: "Taken.", code: "conflict", request_id: "req-3" }]);
  });
});
