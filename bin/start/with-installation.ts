import { checkAnswer } from "@/bin/start/open-database";
import { loadSecretKey } from "@/bin/start/secrets";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { type Env, loadEnv } from "@/server/platform/env";

/** The parts of an installation, running or not, that a command needs to act on it. */
export interface Installation {
  env: Env;
  databaseUrl: string;
  secretKey: string;
}

/**
 * Calls `use` with the variables, the key and the database that `npm start` would take, and returns its result. An embedded server is
 * stopped afterwards, unless it was running already, because then somebody is at work. Throws one line for what is wrong or missing.
 */
export async function withInstallation<Result>(use: (installation: Installation) => Promise<Result>): Promise<Result> {
  const env = loadEnv();
  const secretKey = await loadSecretKey(env);
  if (env.databaseUrl) {
    await checkAnswer(env.databaseUrl);
    return use({ env, secretKey, databaseUrl: env.databaseUrl });
  }
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir });
  try {
    return await use({ env, secretKey, databaseUrl: server.urlOf("postern") });
  } finally {
    if (!server.isAdopted) await server.stop();
  }
}
