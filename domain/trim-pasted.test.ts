import { describe, expect, it } from "vitest";
import { hasUnseenEnds, trimPasted } from "@/domain/trim-pasted";

const UNSEEN = [" ", "\n", "\t", "\r\n", "\u00a0", "\u202f", "\u3000", "\u200b", "\u200e", "\u2060", "\ufeff", "\u00ad", " \u200b\u00a0\n"];

describe("trimPasted", () => {
  it("takes off the ends what nobody sees, and leaves what stands within", () => {
    for (const unseen of UNSEEN) {
      expect(trimPasted(`${unseen}a${unseen}b${unseen}`)).toBe(`a${unseen}b`);
      expect(trimPasted(unseen)).toBe("");
    }
    for (const text of ["", "a", "größe", "日本", "👩‍💻", "{{ env.key }}"]) expect(trimPasted(text)).toBe(text);
  });

  it("tells a secret with such ends from others", () => {
    for (const unseen of UNSEEN) expect([hasUnseenEnds(`${unseen}a`), hasUnseenEnds(`a${unseen}`)]).toEqual([true, true]);
    for (const text of ["", "a b", "pässwörd"]) expect(hasUnseenEnds(text)).toBe(false);
  });
});
