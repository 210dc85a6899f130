import { checkPackages } from "@/bin/start/check-packages";
import type { Patience } from "@/bin/start/patience";
import { refreshClient } from "@/bin/start/refresh-client";

/**
 * Checks the installed packages, brings generated files up to date, then runs the stack until its end. Nothing that imports Prisma's client
 * is loaded before. A fault in the first two steps is printed and ends the process with 1. `patience` is for tests.
 */
export async function startPostern(mode: "production" | "development", patience?: Patience): Promise<never> {
  const projectDir = process.cwd();
  try {
    await checkPackages({ projectDir });
    await refreshClient({ projectDir });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  const { runStack } = await import("@/bin/start/run-stack");
  return runStack({ projectDir, mode, ...(patience && { patience }) });
}
