import { parseArgs } from "node:util";
import { fillOrganization } from "@/bin/demo-data/fill-organization";
import { withInstallation } from "@/bin/start/with-installation";
import type { Context } from "@/server/context";
import { createEgressClient } from "@/server/egress/egress-client";
import { egressPolicyOf } from "@/server/egress/egress-policy-of";
import { systemClock } from "@/server/platform/clock";
import { createDatabase, type Database } from "@/server/platform/db";
import type { Env } from "@/server/platform/env";
import { createVault } from "@/server/platform/vault";
import { createTargetCache } from "@/server/request/attempt-target";
import { createPlatformKeyCache } from "@/server/signing/platform-key-cache";
import { getEvaluator } from "@/server/transform/shared-evaluator";

/**
 * `npm run demo:data` fills an organization with sample webhooks and a week of deliveries, running or not, for a look at Postern and for
 * benchmarks: `-- --deliveries 1000000 --seed 7 --organization ID --force`. Reads DATABASE_URL or the data folder, as `npm start` does.
 */
const DEFAULT_DELIVERIES = 100_000;

/** The organization and, for the history of what is made, its first owner. */
async function findOrganization(db: Database, wanted: string | undefined) {
  const organization = await db.organization.findFirst({
    where: wanted === undefined ? {} : { id: wanted },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { memberships: { where: { role: "owner" }, orderBy: { createdAt: "asc" }, take: 1 } },
  });
  if (organization) return organization;
  throw new Error(wanted === undefined ? "There is no organization yet: run `npm start` once." : `There is no organization ${wanted}.`);
}

function makeContext(input: { env: Env; db: Database; secretKey: string; organizationId: string; ownerId: string | undefined }): Context {
  const { env, db, ownerId } = input;
  const egressPolicy = egressPolicyOf(env);
  const vault = createVault(input.secretKey);
  const egress = createEgressClient({ policy: egressPolicy });
  const means = { db, vault, clock: systemClock, egress };
  return {
    ...means,
    tenant: { organizationId: input.organizationId },
    actor: ownerId === undefined ? { type: "system" } : { type: "user", userId: ownerId, role: "owner" },
    // Nothing needs to hurry: a running host's sweep finds what is due.
    jobs: { send: async () => undefined },
    publicUrl: env.publicUrl,
    egressPolicy,
    hasStaticIp: false,
    targets: createTargetCache(means),
    platformKeys: createPlatformKeyCache(means),
    evaluator: getEvaluator(),
    requestId: "demo-data",
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value < 2 ** 31) return value;
  throw new Error(`--${name}: must be a whole number of at least ${least}.`);
}

async function fill(): Promise<void> {
  const { values } = parseArgs({
    options: {
      deliveries: { type: "string", default: `${DEFAULT_DELIVERIES}` },
      seed: { type: "string", default: "1" },
      organization: { type: "string" },
      force: { type: "boolean", default: false },
    },
  });
  const deliveries = wholeNumber("deliveries", values.deliveries, 1_000);
  const seed = wholeNumber("seed", values.seed, 0);
  await withInstallation(async ({ env, databaseUrl, secretKey }) => {
    const db = createDatabase({ databaseUrl, poolSize: 2 });
    try {
      const startedAt = performance.now();
      const { id, name, memberships } = await findOrganization(db, values.organization);
      const ctx = makeContext({ env, db, secretKey, organizationId: id, ownerId: memberships[0]?.userId });
      const made = await fillOrganization({ ctx, deliveries, seed, isForced: values.force });
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      console.log(
        `"${name}" has ${made.webhooks} webhooks and ${made.deliveries.toLocaleString("en-US")} deliveries more, after ${seconds} s.`,
      );
    } finally {
      await db.$disconnect();
    }
  });
}

fill().then(
  // The evaluator's processes would keep this one.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
