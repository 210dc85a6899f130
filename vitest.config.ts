import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/**
 * Unit tests stand beside pure code in domain/ and touch nothing. All others run against a real PostgreSQL. The files of a worker share
 * its modules, because modules hold no state: loading them again for each file took a third of the time.
 */
export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    isolate: false,
    setupFiles: ["tests/support/leave-no-trace.ts"],
    reporters: process.env["POSTERN_TEST_REPORT"] ? ["default", ["json", { outputFile: process.env["POSTERN_TEST_REPORT"] }]] : ["default"],
    projects: [
      {
        extends: true,
        test: { name: "unit", sequence: { groupOrder: 0 }, include: ["domain/**/*.test.ts", "components/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          sequence: { groupOrder: 1 },
          include: [
            "server/**/*.test.ts",
            "inngest/**/*.test.ts",
            "app/**/*.test.ts",
            "bin/**/*.test.ts",
            "prisma/**/*.test.ts",
            "tests/**/*.test.ts",
          ],
          globalSetup: ["tests/support/vitest-global-setup.ts"],
          // These limits only end tests that hang; a guarantee about time is in its test.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // More than there are processors: half of the time they wait for a database, an endpoint or a time-out.
          maxWorkers: 3,
        },
      },
    ],
  },
});
