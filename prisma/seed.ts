import { seedInstallation } from "@/server/installation/seed-installation";
import { createProcess } from "@/server/process";

/** Runs for `prisma db seed`, with the same seed that `npm start` runs by itself. */
const { env, means, close } = createProcess({ connectJobs: () => ({ send: async () => undefined }) });
const made = await seedInstallation({ ...means, values: env });
process.stdout.write(made ? `${JSON.stringify(made, null, 2)}\n` : "The database has an organization: nothing to seed.\n");
await close();
