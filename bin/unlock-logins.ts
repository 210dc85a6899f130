import { withInstallation } from "@/bin/start/with-installation";
import { createDatabase } from "@/server/platform/db";

/**
 * Forgets every failed attempt to sign in, so that nobody has to wait for what others did. This is `npm run unlock-logins`. Reads
 * DATABASE_URL or the data folder, as `npm start` does.
 */
async function unlockLogins(): Promise<void> {
  const { count } = await withInstallation(({ databaseUrl }) => {
    const db = createDatabase({ databaseUrl, poolSize: 1 });
    return db.loginThrottle.deleteMany().finally(() => db.$disconnect());
  });
  console.log(`Forgot the failed attempts under ${count} ${count === 1 ? "key" : "keys"}. Everybody may sign in without a wait.`);
}

unlockLogins().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
