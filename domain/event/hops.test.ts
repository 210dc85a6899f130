import { expect, it } from "vitest";
import { MAX_HOPS, readHops } from "@/domain/event/hops";

it("reads the number of deliveries behind a request, and takes what is no number for too many", () => {
  expect([null, "0", "1", " 5 ", "12"].map(readHops)).toEqual([0, 0, 1, 5, 12]);
  for (const odd of ["", "-1", "1, 1", "1.5", "999", "five"]) expect(readHops(odd), odd).toBeGreaterThan(MAX_HOPS);
});
