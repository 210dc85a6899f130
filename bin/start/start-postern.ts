import { checkPackages } from "@/bin/start/check-packages";
import { refreshClient } from "@/bin/start/refresh-client";

/** Sees that what is installed is what is asked for, brings what is generated up to date, then runs the stack until its end. Nothing that imports the client is loaded before. */
export async function startPostern(mode: "production" | "development"): Promise<never> {
  const projectDir = process.cwd();
  try {
    await checkPackages({ projectDir });
    await refreshClient({ projectDir });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  const { runStack } = await import("@/bin/start/run-stack");
  return runStack({ projectDir, mode });
}
