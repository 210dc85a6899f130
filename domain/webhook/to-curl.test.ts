import { describe, expect, it } from "vitest";
import { toCurl } from "@/domain/webhook/to-curl";

describe("toCurl", () => {
  it("gives the request as a command that a shell takes word for word", () => {
    const command = toCurl({
      method: "POST",
      url: "https://example.com/a?b=$c",
      headers: { "content-type": "application/json", "content-length": "14" },
      body: `{"it's":"$x"}`,
    });
    expect(command).toBe(
      `curl -X POST 'https://example.com/a?b=$c' \\\n  -H 'content-type: application/json' \\\n  --data-raw '{"it'\\''s":"$x"}'`,
    );
  });

  it("sends no body where the method has none", () => {
    expect(toCurl({ method: "GET", url: "https://example.com", headers: {}, body: "{}" })).toBe("curl -X GET 'https://example.com'");
    expect(toCurl({ method: "HEAD", url: "https://example.com", headers: {}, body: undefined })).toBe("curl --head 'https://example.com'");
  });
});
