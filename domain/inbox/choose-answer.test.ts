import { describe, expect, it } from "vitest";
import { answersLeft, chooseAnswer } from "@/domain/inbox/choose-answer";
import { inboxAnswer, inboxSequence } from "@/domain/inbox/inbox-answer";

const script = {
  answer: inboxAnswer.parse({ status: 200 }),
  sequence: inboxSequence.parse([
    { status: 500, times: 2 },
    { status: 503, delaySeconds: 1.5 },
  ]),
};

describe("an inbox's script", () => {
  it("gives each step as often as it says, then the answer for ever", () => {
    const positions = [0, 1, 2, 3, 4, 1_000_000];
    expect(positions.map((position) => chooseAnswer(script, position).status)).toEqual([500, 500, 503, 200, 200, 200]);
    expect(chooseAnswer(script, 2)).toEqual({ status: 503, headers: {}, body: "", delaySeconds: 1.5 });
  });

  it("tells how many answers of its sequence are left", () => {
    expect([0, 1, 3, 4, 99].map((position) => answersLeft(script.sequence, position))).toEqual([3, 2, 0, 0, 0]);
    expect(answersLeft([], 0)).toBe(0);
  });
});
