import { describe, expect, it } from "vitest";
import { moment } from "@/domain/moment";

describe("moment", () => {
  it.each([
    ["2025-10-01T00:00:00Z", "2025-10-01T00:00:00.000Z"],
    ["2025-10-01T02:00:00+02:00", "2025-10-01T00:00:00.000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999Z"],
    [`2025-10-01T00:00:00.${"9".repeat(5_000)}Z`, "2025-10-01T00:00:00.999Z"],
  ])("gives %s on as %s", (given, expected) => {
    expect(moment.parse(given)).toBe(expected);
  });

  it.each(["0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:59-23:59"])(
    "refuses %s, which PostgreSQL or its driver cannot hold",
    (given) => {
      expect(moment.safeParse(given).error?.issues.map(({ message }) => message)).toEqual([
        "Give a moment of the years 1 to 9999, in UTC.",
      ]);
    },
  );

  it.each(["2025-10-01", "2025-10-01T00:00:00", "yesterday", "2025-02-30T00:00:00Z"])("refuses %s, which is no moment", (given) => {
    expect(moment.safeParse(given).error?.issues).toHaveLength(1);
  });
});
