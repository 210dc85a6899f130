import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { type Api, connectApi } from "@/e2e/support/api";
import { readStack, type Stack } from "@/e2e/support/stack";
import { START_TIMEOUT_MS, startStack } from "@/e2e/support/start-stack";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface TestFixtures {
  api: Api;
  /** An endpoint of this test's own. */
  sink: HttpSink;
  /** True when the page begins signed in. */
  isSignedIn: boolean;
  /** The console errors that this test causes; any other one fails it. */
  expectedErrors: RegExp | null;
}

interface WorkerFixtures {
  /** The installation that this worker's tests share. */
  stack: Stack;
  /** Gives the state of a browser in which the stack's user has signed in a short time ago. */
  signIns: { getState(): Promise<StorageState> };
}

/** Signs in through the form. Leaves the page where the login leads. */
export async function signIn(page: Page, credentials: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail address").fill(credentials.email);
  await page.getByLabel("Password", { exact: true }).fill(credentials.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Before a session is too old for what needs a password that was given lately (server/session/assert-recently-proven.ts). */
const SIGN_IN_AGAIN_MS = 10 * 60_000;

async function signInAsUser(browser: Browser, stack: Stack): Promise<StorageState> {
  const page = await browser.newPage({ baseURL: stack.url });
  await page.goto("/login");
  await signIn(page, stack);
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  const state = await page.context().storageState();
  await page.close();
  return state;
}

function watchConsole(page: Page, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const stop = await startStack();
      await use(readStack());
      await stop();
    },
    { scope: "worker", auto: true, timeout: START_TIMEOUT_MS },
  ],
  signIns: [
    async ({ browser, stack }, use) => {
      let last: { state: StorageState; atMs: number } | null = null;
      await use({
        async getState() {
          if (last && Date.now() - last.atMs < SIGN_IN_AGAIN_MS) return last.state;
          last = { state: await signInAsUser(browser, stack), atMs: Date.now() };
          return last.state;
        },
      });
    },
    { scope: "worker" },
  ],
  isSignedIn: [true, { option: true }],
  expectedErrors: [null, { option: true }],
  baseURL: async ({ stack }, use) => {
    await use(stack.url);
  },
  storageState: async ({ isSignedIn, signIns }, use) => {
    await use(isSignedIn ? await signIns.getState() : undefined);
  },
  page: async ({ page, expectedErrors }, use) => {
    const faults: string[] = [];
    watchConsole(page, faults);
    await use(page);
    const unexpected = faults.filter((fault) => !expectedErrors?.test(fault));
    expect(unexpected, "the browser's console has no unexpected errors").toEqual([]);
  },
  api: async ({ stack }, use) => {
    await use(connectApi(stack));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  sink: async ({}, use) => {
    const sink = await startHttpSink();
    await use(sink);
    await sink.close();
  },
});

export { expect };
