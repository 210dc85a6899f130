import { expect, it } from "vitest";
import { formatBytes } from "@/components/ui/format-bytes";

it("names a size in the unit that reads well", () => {
  expect([0, 512, 1_024, 1_536, 262_144, 1_572_864].map(formatBytes)).toEqual(["0 B", "512 B", "1 KiB", "1.5 KiB", "256 KiB", "1.5 MiB"]);
});
