import { describe, expect, it } from "vitest";
import { answerHeaderFault, answerHeaders } from "@/domain/inbox/answer-headers";

describe("the headers of an inbox's answer", () => {
  it.each(["Content-Type", "retry-after", "ETag", "X-Request-Id", "x-ratelimit-remaining", "Request-Id"])("may be %s", (name) => {
    expect(answerHeaderFault(name)).toBeNull();
  });

  it.each([
    ...["Set-Cookie", "Location", "Refresh", "Link", "Content-Security-Policy", "Content-Disposition", "Clear-Site-Data"],
    ...["Access-Control-Allow-Origin", "Service-Worker-Allowed", "WWW-Authenticate", "Strict-Transport-Security", "Alt-Svc"],
    ...["Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Trailer"],
    ...["X-Frame-Options", "X-Content-Type-Options", "X-Accel-Redirect", "X-Sendfile", "X-Middleware-Rewrite", "X-Forwarded-Host"],
    ...["", "X A", "X-A:", "X-\r\nB", "x".repeat(129)],
  ])("may not be %j", (name) => {
    expect(answerHeaderFault(name)).toBeTypeOf("string");
  });

  it("have each name once, whatever its case, and values of one line", () => {
    expect(answerHeaders.safeParse({ "X-A": "1", "x-a": "2" }).success).toBe(false);
    expect(answerHeaders.safeParse({ "X-A": "1\r\nSet-Cookie: a=b" }).success).toBe(false);
    expect(answerHeaders.safeParse({ "X-A": "snow ☃" }).success).toBe(false);
    expect(answerHeaders.safeParse(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`x-${index}`, ""]))).success).toBe(false);
  });
});
