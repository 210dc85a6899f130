/** The colour of each outcome, the same in every chart. */
export const OUTCOME_COLOURS = [
  { key: "failed", label: "Failed", colour: "var(--danger-solid)" },
  { key: "succeeded", label: "Succeeded", colour: "var(--chart-success)" },
  { key: "skipped", label: "Skipped", colour: "var(--line-strong)" },
] as const;
