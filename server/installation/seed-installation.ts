import { randomBytes } from "node:crypto";
import { TOKEN_SCOPES } from "@/domain/api-token/scopes";
import { newId } from "@/domain/ids";
import { apiTokenRow } from "@/server/api-token/api-token-row";
import { generateTokenSecret } from "@/server/api-token/token-secret";
import type { Means } from "@/server/context";
import { syncBuiltInEventTypes } from "@/server/event-type/sync-built-in-event-types";
import { SEED_LOCK } from "@/server/installation/advisory-locks";
import { insertOrganization } from "@/server/organization/insert-organization";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { loadPlatformKey } from "@/server/signing/load-platform-key";

export interface SeedValues {
  organizationId: string | undefined;
  adminEmail: string;
  adminPassword: string | undefined;
  apiToken: string | undefined;
}

/** The installation that the first start made. A field is `null` when the operator gave its value. */
export interface FirstInstallation {
  organizationId: string;
  adminEmail: string;
  generatedPassword: string | null;
  generatedApiToken: string | null;
}

/**
 * Makes an empty database an installation: the first organization, its owner, an API token with every scope, the platform's
 * signing key and the built-in event types. Safe to run at every start: when there is an organization it only brings the key and
 * the event types up to date. Returns the values of the new installation, or null when there was one already. Throws when the
 * vault's key is not the one that the database was sealed with.
 */
export async function seedInstallation(
  input: Pick<Means, "db" | "vault" | "clock" | "passwords"> & { values: SeedValues },
): Promise<FirstInstallation | null> {
  const { db, vault } = input;
  const organizations = await db.organization.findMany({ select: { id: true } });
  if (organizations.length === 0) return makeFirstOrganization(input);
  await ensurePlatformKey({ db, vault });
  await checkSecretKey({ db, vault, clock: input.clock });
  for (const { id } of organizations) {
    await db.$transaction(async (tx) => {
      // Another process may change an entity schema, and with it these event types, at the same moment.
      await tx.$queryRaw`select id from organization where id = ${id} for update`;
      await syncBuiltInEventTypes({ db: tx, organizationId: id });
    });
  }
  return null;
}

/** Throws when the key is not the one that the database was sealed with. The start finds this out, rather than every delivery. */
async function checkSecretKey(input: Pick<Means, "db" | "vault" | "clock">): Promise<void> {
  await loadPlatformKey(input).catch((error) => {
    throw new Error(`POSTERN_SECRET_KEY: must be the key that this database was first started with. ${error.message}`);
  });
}

type SeedInput = Parameters<typeof seedInstallation>[0];

async function makeFirstOrganization({ db, vault, clock, passwords, values }: SeedInput): Promise<FirstInstallation | null> {
  const password = values.adminPassword ?? randomBytes(12).toString("base64url");
  const secret = values.apiToken ?? generateTokenSecret();
  const passwordHash = await passwords.hash(password);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${SEED_LOCK}::bigint)`;
    if ((await tx.organization.findFirst({ select: { id: true } })) !== null) return null;
    // The address counts as verified, because the operator gave it.
    const owner = await tx.user.create({
      data: { id: newId("user"), email: values.adminEmail, name: "Admin", passwordHash, emailVerifiedAt: clock.now() },
    });
    const organizationId = await insertOrganization({ tx, name: "My organization", id: values.organizationId, ownerId: owner.id });
    const token = apiTokenRow({
      organizationId,
      name: "First token",
      scopes: TOKEN_SCOPES,
      ratePerSecond: null,
      expiresAt: null,
      createdBy: null,
      secret,
      createdAt: clock.now(),
    });
    await tx.apiToken.create({ data: token });
    await ensurePlatformKey({ db: tx, vault });
    return {
      organizationId,
      adminEmail: values.adminEmail,
      generatedPassword: values.adminPassword ? null : password,
      generatedApiToken: values.apiToken ? null : secret,
    };
  });
}
