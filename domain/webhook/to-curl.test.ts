import { describe, expect, it } from "vitest";
import { toCurl } from "@/domain/webhook/to-curl";

const UNSAID = ` \\\n  -H 'accept:' \\\n  -H 'user-agent:'`;

describe("toCurl", () => {
  it("gives the request as a command that a shell and curl take word for word", () => {
    const command = toCurl({
      method: "POST",
      url: "https://example.com/[a]?{b}=$d#e",
      headers: { "content-type": "application/json", "content-length": "14", "user-agent": "Postern/1", accept: "*/*", "X-Empty": "" },
      body: `{"it's":"$x"}`,
    });
    expect(command.split(" \\\n  ")).toEqual([
      "curl --globoff -X POST 'https://example.com/[a]?{b}=$d'",
      "-H 'content-type: application/json'",
      "-H 'user-agent: Postern/1'",
      "-H 'accept: */*'",
      "-H 'X-Empty;'",
      `--data-raw '{"it'\\''s":"$x"}'`,
    ]);
  });

  it("sends no body where there is none, and takes out what curl would say of itself", () => {
    const url = "https://example.com";
    expect(toCurl({ method: "GET", url, headers: {}, body: undefined })).toBe(`curl --globoff -X GET 'https://example.com/'${UNSAID}`);
    expect(toCurl({ method: "HEAD", url, headers: {}, body: undefined })).toBe(`curl --globoff --head 'https://example.com/'${UNSAID}`);
    expect(toCurl({ method: "HEAD", url, headers: {}, body: "{}" })).toBe(`curl --globoff --head 'https://example.com/'${UNSAID}`);
  });

  it("leaves to curl which encodings it can take", () => {
    const command = toCurl({ method: "GET", url: "https://example.com", headers: { "Accept-Encoding": "gzip, br" }, body: undefined });
    expect(command).toBe(`curl --globoff -X GET 'https://example.com/'${UNSAID} \\\n  --compressed`);
  });

  it("pipes a body that holds control characters, or is too long for an argument", () => {
    const request = { method: "POST", url: "https://example.com", headers: { "content-type": "text/plain" } };
    expect(toCurl({ ...request, body: "-100%\r\n\u0000!it's\\n" })).toBe(
      `printf '\\055100%%\\015\n\\000\\041it\\047s\\\\n' |\ncurl --globoff -X POST 'https://example.com/' \\\n  -H 'content-type: text/plain'${UNSAID} \\\n  -H 'expect:' \\\n  --data-binary @-`,
    );
    expect(toCurl({ ...request, body: "x".repeat(30_000) })).toContain("--data-raw 'xxx");
    expect(toCurl({ ...request, body: "x".repeat(30_001) })).toContain("printf 'xxx");
  });

  it("shows an address that is none yet as it stands", () => {
    expect(toCurl({ method: "GET", url: "", headers: {}, body: undefined })).toContain("-X GET ''");
    expect(toCurl({ method: "GET", url: "{{ env.host }}/a", headers: {}, body: undefined })).toContain("-X GET '{{ env.host }}/a'");
  });
});
