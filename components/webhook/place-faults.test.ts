import { describe, expect, it } from "vitest";
import { placeFaults } from "@/components/webhook/place-faults";
import { EMPTY_WEBHOOK } from "@/components/webhook/webhook-form-values";

describe("placeFaults", () => {
  it("finds the field of each fault, a header by its row, and leaves out what has none", () => {
    const values = {
      ...EMPTY_WEBHOOK,
      customHeaders: [
        { name: "X-One", value: "1" },
        { name: "X.Two", value: "2" },
        { name: "X-Three", value: "{{ env.key }}" },
      ],
    };
    const paths = ["url", "payloadConfiguration.custom_headers.X.Two", "auth.oauthConfig.customParameterList.3.key", "protected"];
    paths.push("payloadConfiguration.custom_headers.X-Three");
    const moved = [
      "filterConditions.conditions.2.values.0",
      "filterConditions.conditions",
      "retryPolicy.maxAttempts",
      "maxRequestsPerSecond",
    ];
    const faults = paths.map((path) => ({ path, message: "no" }));
    expect(placeFaults(faults, values).map(({ path }) => path)).toEqual([
      "url",
      "customHeaders.1.name",
      "auth.oauthConfig.customParameterList.3.key",
      "customHeaders.2.value",
    ]);
    expect(
      placeFaults(
        moved.map((path) => ({ path, message: "no" })),
        values,
      ).map(({ path }) => path),
    ).toEqual(["filter.conditions.2.values", "filter.mode", "maxRequestsPerSecond"]);
  });
});
