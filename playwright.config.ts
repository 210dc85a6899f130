import { defineConfig } from "@playwright/test";
import { browserArgs, findBrowser } from "@/e2e/support/browser";

/**
 * The journeys through the production stack in a real browser. Each worker has an installation of its own (e2e/support/test.ts), built if
 * there is no build, and runs the journeys of its files one after the other.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env["CI"]),
  retries: 0,
  // It only ends a journey that hangs: on a busy machine the longest takes more than a minute.
  timeout: 240_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    // A trace costs an eighth of the time: ask for one with `--trace on`. The picture and the page's outline are kept of what fails.
    screenshot: "only-on-failure",
    // A context is cleared between tests, not made again: scripts stay in its memory, and no new process starts for each page.
    reuseContext: true,
    // What fades in is seen at once, by axe too.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { executablePath: findBrowser(), args: browserArgs() },
  },
});
