import { describe, expect, it } from "vitest";
import { describeScript } from "@/components/inbox/describe-script";

const answer = { status: 200, headers: {}, body: "", delaySeconds: 0 };
const failing = { ...answer, status: 503, times: 3 };
const slow = { ...answer, delaySeconds: 2.5, times: 1 };

describe("how an inbox answers, in words", () => {
  it("names the one answer that each request gets", () => {
    expect(describeScript({ answer, sequence: [], sequenceLeft: 0 })).toBe("200 to each request");
    expect(describeScript({ answer: { ...answer, delaySeconds: 10 }, sequence: [], sequenceLeft: 0 })).toBe(
      "200 after 10 s to each request",
    );
  });

  it("counts what the sequence still has in store, and is silent on what has been given", () => {
    const sequence = [failing, slow];
    expect(describeScript({ answer, sequence, sequenceLeft: 4 })).toBe("503 to the next 3 requests, 200 after 2.5 s to one more, then 200");
    expect(describeScript({ answer, sequence, sequenceLeft: 2 })).toBe("503 to the next request, 200 after 2.5 s to one more, then 200");
    expect(describeScript({ answer, sequence, sequenceLeft: 1 })).toBe("200 after 2.5 s to the next request, then 200");
    expect(describeScript({ answer, sequence, sequenceLeft: 0 })).toBe("200 to each request");
  });
});
