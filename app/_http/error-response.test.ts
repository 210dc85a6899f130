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

  it("says the status and its name too at the paths of entities and automations, whose clients read those", async () => {
    const error = new PosternError("not_found", "There is none.");
    const ours = { message: "There is none.", code: "not_found", request_id: "req-5" };
    for (const path of ["/v1/entity/schemas/x", "/v1/entity:search", "/v3/entity/x/1/relations", "/v1/automation/flows"]) {
      const response = toErrorResponse({ error, requestId: "req-5", url: `http://localhost${path}?a=b` });
      expect([response.status, await response.json()], path).toEqual([404, { status: 404, error: "Not Found", ...ours }]);
    }
    const fault = toErrorResponse({ error: new Error("gone"), requestId: "req-6", url: "http://localhost/v1/entity/schemas" });
    expect(await fault.json()).toMatchObject({ status: 500, error: "Internal Server Error", code: "internal" });
    const webhooks = toErrorResponse({ error, requestId: "req-5", url: "http://localhost/v1/webhooks/entity/x" });
    expect(await webhooks.json()).toEqual(ours);
  });
});
