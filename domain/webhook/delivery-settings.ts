import { z } from "zod";
import type { RetryPolicy } from "@/domain/retry/retry-schedule";
import { orFalse, orKept } from "@/domain/webhook/given-values";

/** The retry policy of new webhooks (contract.md, "Shapes": retryPolicy). */
export const DEFAULT_RETRY_POLICY = { enabled: true, maxAttempts: 3 } as const satisfies RetryPolicy;
export const DEFAULT_TIMEOUT_SECONDS = 120;
export const MAX_TIMEOUT_SECONDS = 600;
export const MAX_REQUESTS_PER_SECOND = 10_000;

export const SUCCESS_STATUSES = ["2xx", "200"] as const;
/** The statuses that count as success: each 2xx, or only 200. */
export type SuccessStatus = (typeof SUCCESS_STATUSES)[number];

const maxAttempts = z.int("Give a whole number of retries, 1 to 5.").min(1, "Give 1 to 5 retries.").max(5, "Give 1 to 5 retries.");
const retryPolicy = z
  .strictObject({ enabled: z.boolean(), maxAttempts: maxAttempts.nullish() })
  .transform(({ enabled, maxAttempts }): RetryPolicy => ({ enabled, maxAttempts: maxAttempts ?? DEFAULT_RETRY_POLICY.maxAttempts }));
const storedRetryPolicy = z.object({ enabled: z.boolean(), maxAttempts: z.int() });

const TIMEOUT_RANGE = `Give a whole number of seconds, 1 to ${MAX_TIMEOUT_SECONDS}.`;
const RATE_RANGE = `Give a whole number of requests a second, 1 to ${MAX_REQUESTS_PER_SECOND}, or null for no limit.`;

/** The settings of how deliveries are made, as input, as configuration and as answer. */
export const deliverySettings = {
  input: {
    retryPolicy: retryPolicy.nullish().transform(orKept),
    enableStaticIP: z.boolean().nullish().transform(orFalse),
    timeoutSeconds: z.int(TIMEOUT_RANGE).min(1, TIMEOUT_RANGE).max(MAX_TIMEOUT_SECONDS, TIMEOUT_RANGE).nullish().transform(orKept),
    successStatus: z
      .enum(SUCCESS_STATUSES, `Give one of ${SUCCESS_STATUSES.join(", ")}.`)
      .nullish()
      .transform(orKept),
    maxRequestsPerSecond: z.int(RATE_RANGE).min(1, RATE_RANGE).max(MAX_REQUESTS_PER_SECOND, RATE_RANGE).nullish(),
  },
  configuration: {
    retryPolicy: storedRetryPolicy.default(DEFAULT_RETRY_POLICY),
    enableStaticIP: z.boolean().default(false),
    timeoutSeconds: z.int().default(DEFAULT_TIMEOUT_SECONDS),
    successStatus: z.enum(SUCCESS_STATUSES).default("2xx"),
    maxRequestsPerSecond: z.int().nullable().default(null),
  },
  answer: {
    retryPolicy: storedRetryPolicy,
    enableStaticIP: z.boolean(),
    timeoutSeconds: z.int(),
    successStatus: z.enum(SUCCESS_STATUSES),
    /** Absent means no limit. */
    maxRequestsPerSecond: z.int().optional(),
  },
};
