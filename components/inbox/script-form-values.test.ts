import { describe, expect, it } from "vitest";
import { toScriptChange, toScriptValues } from "@/components/inbox/script-form-values";
import { inboxChange } from "@/domain/inbox/inbox";

const answer = { status: 200, headers: { "content-type": "application/json" }, body: '{"ok":true}', delaySeconds: 0 };
const sequence = [{ status: 503, headers: { "Retry-After": "30", "X-Why": "a: b" }, body: "", delaySeconds: 2.5, times: 3 }];

describe("an inbox's script in its form", () => {
  it("comes out as it went in, headers and bodies too", () => {
    expect(inboxChange.parse(toScriptChange(toScriptValues({ answer, sequence })))).toEqual({ answer, sequence });
  });

  it("is refused at the field that was typed wrongly", () => {
    const values = toScriptValues({ answer, sequence });
    const [step] = values.sequence;
    const change = toScriptChange({
      answer: { ...values.answer, status: "" },
      sequence: step ? [{ ...step, times: "often", delaySeconds: "1e9", headers: "Set-Cookie: a=b" }] : [],
    });
    const paths = inboxChange.safeParse(change).error?.issues.map(({ path }) => path.join("."));
    expect(paths?.toSorted()).toEqual(["answer.status", "sequence.0.delaySeconds", "sequence.0.headers.Set-Cookie", "sequence.0.times"]);
  });
});
