import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { type Api, connectApi } from "@/e2e/support/api";
import { START_TIMEOUT_MS, startStack } from "@/e2e/support/start-stack";
import { readStack, type Stack } from "@/e2e/support/stack";
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
  signedInState: StorageState;
}

/** Signs in through the form. Leaves the page where the login leads. */
export async function signIn(page: Page, credentials: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail address").fill(credentials.email);
  await page.getByLabel("Password", { exact: true }).fill(credentials.password);
  await page.getByRole("button", { name: "Sign in" }).click();
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
  signedInState: [
    async ({ browser, stack }, use) => {
      const page = await browser.newPage({ baseURL: stack.url });
      await page.goto("/login");
      await signIn(page, stack);
      await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
      const state = await page.context().storageState();
      await page.close();
      await use(state);
    },
    { scope: "worker" },
  ],
  isSignedIn: [true, { option: true }],
  expectedErrors: [null, { option: true }],
  baseURL: async ({ stack }, use) => {
    await use(stack.url);
  },
  storageState: async ({ isSignedIn, signedInState }, use) => {
    await use(isSignedIn ? signedInState : undefined);
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
