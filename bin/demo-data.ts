import { parseArgs } from "node:util";
import { makeDemo } from "@/bin/demo-data/make-demo";
import { withInstallation } from "@/bin/start/with-installation";
import type { Actor } from "@/server/context";
import type { Database } from "@/server/platform/db";
import { NO_LIMITS } from "@/server/platform/db";
import { createProcess } from "@/server/process";

/**
 * `npm run demo:data` fills an organization with sample records, webhooks, automations and a week of deliveries, for a look at Postern. It
 * works whether Postern is running or not: `-- --deliveries 1000000 --seed 7 --organization ID --force`. It reads DATABASE_URL or the data
 * folder, as `npm start` does.
 */
const DEFAULT_DELIVERIES = 100_000;

/** Returns the organization with its first owner, who stands in the history as the maker. Throws when there is none. */
async function findOrganization(db: Database, wanted: string | undefined) {
  const organization = await db.organization.findFirst({
    where: wanted === undefined ? {} : { id: wanted },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { memberships: { where: { role: "owner" }, orderBy: { createdAt: "asc" }, take: 1 } },
  });
  if (organization) return organization;
  throw new Error(wanted === undefined ? "There is no organization yet: run `npm start` once." : `There is no organization ${wanted}.`);
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
    // Nothing is urgent: the sweep of a running host finds what is due.
    const connectJobs = () => ({ send: async () => undefined });
    const { means, close } = createProcess({ env: { ...env, databaseUrl, secretKey }, connectJobs, limits: NO_LIMITS });
    try {
      const startedAt = performance.now();
      const { id, name, memberships } = await findOrganization(means.db, values.organization);
      const [owner] = memberships;
      const actor: Actor = owner ? { type: "user", userId: owner.userId, role: "owner" } : { type: "system" };
      const ctx = { ...means, tenant: { organizationId: id }, actor, requestId: "demo-data" };
      const made = await makeDemo({ ctx, deliveries, seed, isForced: values.force });
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      console.log(
        `"${name}" has ${made.records} records, ${made.webhooks} webhooks, ${made.deliveries.toLocaleString("en-US")} deliveries and ` +
          `${made.automations} automations with ${made.executions} executions more, after ${seconds} s.`,
      );
    } finally {
      await close();
    }
  });
}

fill().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
