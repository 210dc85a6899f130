/** The reasons for which Postern itself disables a webhook (contract.md, "Time"). */
export const DISABLED_REASONS = ["ENDPOINT_GONE", "ENDPOINT_FAILING"] as const;

export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** The reason in plain words, and the remedy. */
export const DISABLED_EXPLANATIONS = {
  ENDPOINT_GONE: "The endpoint answered 410 Gone: it wants no more deliveries. Correct its URL, then enable the webhook.",
  ENDPOINT_FAILING: "Every delivery has failed for 5 days. Mend the endpoint, then enable the webhook and replay what it has missed.",
} as const satisfies Record<DisabledReason, string>;

export function isDisabledReason(value: string | null): value is DisabledReason {
  return (DISABLED_REASONS as readonly (string | null)[]).includes(value);
}
