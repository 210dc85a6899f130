import { describe, expect, it } from "vitest";
import { findReferences, hasReference, isReference, referenceFault, replaceReferences } from "@/domain/environment/references";

describe("references to environment variables", () => {
  it("are found wherever they stand, each key once", () => {
    expect(findReferences("{{ env.a }}-{{env.b.c_d-1}} and {{  env.a  }}")).toEqual(["a", "b.c_d-1"]);
    expect(hasReference("{{ a }} {{ env.}} {{ env.Upper }} {env.a}")).toBe(false);
  });

  it("are replaced by their values, which are not looked at again", () => {
    expect(replaceReferences("x {{ env.a }} {{ b }}", () => "{{ env.a }} $& $1")).toBe("x {{ env.a }} $& $1 {{ b }}");
  });

  it("may be the whole of a text, white space around it aside", () => {
    for (const text of ["{{ env.a }}", " {{env.a}}\n"]) expect(isReference(text)).toBe(true);
    for (const text of ["", "env.a", "{{ env.a }}{{ env.b }}", "x{{ env.a }}", "{{ env.A }}"]) expect(isReference(text)).toBe(false);
  });

  it("that are malformed are told apart from other braces", () => {
    for (const text of ["{{ env.Upper }}", "{{ env. }}", "{{ env }}", "{{ env.a b }}", "{{ env.-a }}", `{{ env.${"a".repeat(129)} }}`]) {
      expect(referenceFault(text), text).toContain("{{ env.key }}");
    }
    for (const text of ["{{ env.a }}", "{{ other }}", "{{ environment }}", "plain"]) expect(referenceFault(text), text).toBeNull();
  });
});
