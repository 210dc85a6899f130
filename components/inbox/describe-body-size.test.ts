import { expect, it } from "vitest";
import { describeBodySize } from "@/components/inbox/describe-body-size";

it("says of a body that nobody knows the length of how long it was at least", () => {
  expect(describeBodySize({ bodySize: 3_145_728, isBodySizeExact: true })).toBe("3 MiB");
  expect(describeBodySize({ bodySize: 2_097_152, isBodySizeExact: false })).toBe("at least 2 MiB");
});
