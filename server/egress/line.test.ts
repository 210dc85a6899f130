import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Line, type LineMember } from "@/server/egress/line";

class Person implements LineMember<Person> {
  line: Line<Person> | undefined;
  before: Person | undefined;
  behind: Person | undefined;
}

describe("Line", () => {
  it("behaves like an array, whatever joins and leaves in whatever order", () => {
    const action = fc.oneof(fc.constant("push" as const), fc.constant("shift" as const), fc.nat({ max: 20 }));
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const line = new Line<Person>();
        let model: Person[] = [];
        for (const act of actions) {
          if (act === "push") {
            const person = new Person();
            line.push(person);
            model.push(person);
          } else if (act === "shift") {
            expect(line.shift()).toBe(model.shift());
          } else {
            const person = model[act];
            if (person) line.remove(person);
            model = model.filter((other) => other !== person);
          }
          expect(line.first).toBe(model[0]);
          expect(line.size).toBe(model.length);
        }
      }),
    );
  });

  it("leaves nothing behind on who has left, and ignores who is not in it", () => {
    const line = new Line<Person>();
    const [first, second] = [new Person(), new Person()];
    line.push(first);
    line.push(second);
    line.remove(first);
    line.remove(first);
    new Line<Person>().remove(second);
    expect(first).toEqual(new Person());
    expect([line.size, line.first]).toEqual([1, second]);
  });
});
