import { seedInstallation } from "@/server/installation/seed-installation";
import { systemClock } from "@/server/platform/clock";
import { getDatabase } from "@/server/platform/db";
import { getEnv } from "@/server/platform/env";
import { getVault } from "@/server/platform/vault";

/** `prisma db seed`: the same seed that `npm start` runs by itself. */
const db = getDatabase();
const made = await seedInstallation({ db, vault: getVault(), clock: systemClock, values: getEnv() });
process.stdout.write(made ? `${JSON.stringify(made, null, 2)}\n` : "The database has an organization: nothing to seed.\n");
await db.$disconnect();
