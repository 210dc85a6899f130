import { defineConfig } from "@playwright/test";
import { browserArgs, findBrowser } from "@/e2e/support/browser";

/**
 * The journeys through the production stack in a real browser. They run one after the other, since they share one installation.
 * The stack is built if there is no build, and started on a free port with a data folder of its own.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/support/start-stack.ts",
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env["CI"]),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    // A trace costs an eighth of the time: ask for one with `--trace on`. The picture and the page's outline are kept of what fails.
    screenshot: "only-on-failure",
    // What fades in is seen at once, by axe too.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { executablePath: findBrowser(), args: browserArgs() },
  },
});
