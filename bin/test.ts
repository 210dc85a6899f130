import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { refreshClient } from "@/bin/start/refresh-client";
import { findOrInstallBrowser } from "@/bin/test/find-browser";
import { countPlaywright, countVitest, type Tally } from "@/bin/test/tally";

/**
 * `npm test` checks lint, types and unused code, runs the unit and integration tests, then the journeys in a real browser, each page in one
 * of its looks. With `--all`, which is `npm run test:all`, it uses all looks (e2e/support/looks.ts). All parts run, even when an earlier
 * one found a fault. The last line is `N passed, N failed`.
 */
const { values: options } = parseArgs({ options: { all: { type: "boolean", default: false } } });
const journeys = options.all ? [] : ["--grep-invert", "@matrix"];

const MAX_OUTPUT_BYTES = 16 * 2 ** 20;

const reportDir = await mkdtemp(join(tmpdir(), "postern-test-report-"));
const vitestReport = join(reportDir, "vitest.json");
const playwrightReport = join(reportDir, "playwright.json");

const tell = (title: string, text = "") => console.log(`\n── ${title}\n${text}`.trimEnd());

/** Runs a command and prints its output as it comes. Returns true when it ends well. */
function run(title: string, command: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  tell(title);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } });
    child.once("error", (error) => {
      console.log(error.message);
      resolve(false);
    });
    child.once("exit", (code) => resolve(code === 0));
  });
}

/** Runs a command beside others. Returns a function that waits for its end, prints its output, and returns true when it ended well. */
function runBeside(title: string, command: string, args: string[]): () => Promise<boolean> {
  const ended = promisify(execFile)(command, args, { maxBuffer: MAX_OUTPUT_BYTES }).then(
    ({ stdout, stderr }) => ({ isGreen: true, output: stdout + stderr }),
    (error: { message: string; stdout?: string; stderr?: string }) => ({
      isGreen: false,
      output: `${error.stdout ?? ""}${error.stderr ?? ""}` || error.message,
    }),
  );
  return async () => {
    const { isGreen, output } = await ended;
    tell(title, output);
    return isGreen;
  };
}

/** Returns the tally of a part's report. A part that failed without a failure in its report, or without a report, counts as one failure. */
async function tallyOf(path: string, count: (report: unknown) => Tally, isGreen: boolean): Promise<Tally> {
  const report = await readFile(path, "utf8").then(JSON.parse, () => null);
  const tally = report === null ? { passed: 0, failed: 0 } : count(report);
  return isGreen || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

/** Returns the tally of a part that reports no tests of its own: it counts as one. */
const asTally = (isGreen: boolean): Tally => ({ passed: isGreen ? 1 : 0, failed: isGreen ? 0 : 1 });
const tallies: Tally[] = [];

await refreshClient({ projectDir: process.cwd() });

// First, because it writes where the build of a test does.
tallies.push(asTally(await run("Types", "npm", ["run", "--silent", "types"])));
const endOfLint = runBeside("Lint", "npx", ["biome", "check", "--error-on-warnings", "."]);
const endOfKnip = runBeside("What nobody uses", "npx", ["knip", "--no-config-hints"]);
const isVitestGreen = await run("Unit and integration tests", "npx", ["vitest", "run"], { POSTERN_TEST_REPORT: vitestReport });
tallies.push(await tallyOf(vitestReport, countVitest, isVitestGreen));
tallies.push(asTally(await endOfLint()), asTally(await endOfKnip()));

const browserPath = await findOrInstallBrowser();
const isPlaywrightGreen = await run("Journeys in a real browser", "npx", ["playwright", "test", "--reporter=list,json", ...journeys], {
  POSTERN_CHROMIUM: browserPath,
  PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
});
tallies.push(await tallyOf(playwrightReport, countPlaywright, isPlaywrightGreen));

await rm(reportDir, { recursive: true, force: true });
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
