import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { webhookVersion } from "@/domain/webhook/webhook-version";
import { applyMigrations } from "@/server/platform/schema-engine";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

/** The address of the endpoints of the database's webhooks. Nothing listened there. */
const ENDPOINT = "127.0.0.1:65001";
const FIXTURE = "tests/upgrade/before-one-configuration";

const answers = z.object({
  lastMigration: z.string(),
  /** The POSTERN_SECRET_KEY with which its secrets are encrypted. */
  secretKey: z.string(),
  token: z.string(),
  /** The ids of its webhooks, by the names that they were created under. */
  ids: z.record(z.string(), z.string()),
  /** The signing secrets by the same names, the current one first. */
  signingSecrets: z.record(z.string(), z.array(z.string())),
  configs: z.array(webhookConfigAnswer),
  /** The versions by webhook, like the log below. */
  versions: z.record(z.string(), z.array(webhookVersion)),
  log: z.record(z.string(), z.array(z.looseObject({ event_id: z.string(), status: z.string() }))),
});
/** The answers of the API before the upgrade. */
export type AnswersBefore = z.output<typeof answers>;

/**
 * Creates a database as commit afc241f left it, and applies today's migrations. It was filled over that commit's API: webhooks
 * with every kind of authentication and setting, changed and restored, their secrets replaced, cleared and rotated; one
 * protected, one deleted, one that Postern disabled; and deliveries that wait. `endpoint` is the host and port that its webhooks
 * call, in place of the original ones. `also` is SQL that is run before today's migrations.
 */
export async function upgradeDatabase(input: {
  endpoint: string;
  also?: string;
}): Promise<{ database: TestDatabase; before: AnswersBefore }> {
  const { endpoint, also = "" } = input;
  const [rows, told] = await Promise.all(["sql", "json"].map((kind) => readFile(`${FIXTURE}.${kind}`, "utf8")));
  const before = answers.parse(JSON.parse((told ?? "").replaceAll(ENDPOINT, endpoint)));
  const database = await createTestDatabase({ isUnmigrated: true });
  const { databaseUrl } = database;
  const projectDir = await copyMigrations({ until: before.lastMigration });
  try {
    await applyMigrations({ projectDir, databaseUrl });
    await query(databaseUrl, (rows ?? "").replaceAll(ENDPOINT, endpoint) + also);
    await applyMigrations({ projectDir: process.cwd(), databaseUrl });
  } finally {
    await rm(projectDir, { recursive: true, force: true });
  }
  return { database, before };
}

/** Creates a project folder that has the migrations up to `until`, and no later ones. */
async function copyMigrations({ until }: { until: string }): Promise<string> {
  const projectDir = await mkdtemp(join(tmpdir(), "postern-upgrade-"));
  const later = (await readdir("prisma/migrations")).filter((name) => /^\d/.test(name) && name > until);
  await cp("prisma/migrations", join(projectDir, "prisma/migrations"), {
    recursive: true,
    filter: (path) => !later.some((name) => path.includes(name)),
  });
  await cp("prisma/migrations/schema.prisma", join(projectDir, "prisma/schema.prisma"));
  return projectDir;
}

async function query(databaseUrl: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}
