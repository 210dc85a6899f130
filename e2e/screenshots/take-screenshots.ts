import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { chromium, type Page } from "@playwright/test";
import { browserArgs, findBrowser } from "@/e2e/support/browser";
import { readStack } from "@/e2e/support/stack";
import { startStack } from "@/e2e/support/start-stack";
import { signIn } from "@/e2e/support/test";

/** The folder of the README's pictures. `npm run screenshots` takes them of the production stack with sample data, in both themes. */
const FOLDER = "docs/images";
const THEMES = ["light", "dark"] as const;
const QUALITY = 88;

/** The pictures by name. Each function brings the page into the state to show. */
const PICTURES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  overview: async (page) => {
    await page.goto("/");
    await page.getByRole("img", { name: /Deliveries in the last 24 hours/ }).waitFor();
  },
  webhooks: async (page) => {
    await page.goto("/settings/api/webhooks");
    await page.getByRole("link", { name: "Support desk" }).waitFor();
  },
  "event-log": async (page) => {
    await page.goto("/events?status=failed&period=24h");
    await page.getByRole("row").filter({ hasText: "Support desk" }).first().getByRole("link").first().click();
    await page
      .getByRole("dialog", { name: "Event" })
      .getByText(/^\d attempts?$/)
      .waitFor();
  },
  "webhook-form": async (page) => {
    await page.goto("/settings/api/webhooks");
    const address = await page.getByRole("link", { name: "Accounting export" }).getAttribute("href");
    await page.goto(`${address}/edit`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const transform = page.getByRole("region", { name: "Transform", exact: true });
    if ((await transform.getByRole("textbox").count()) === 0) await transform.getByRole("button", { name: /^Transform/ }).click();
    await transform.scrollIntoViewIfNeeded();
    await page.mouse.move(0, 0);
  },
};

async function fillWithSampleData(): Promise<void> {
  const env = { ...process.env, DATABASE_URL: "", POSTERN_DATA_DIR: process.env["E2E_DATA_DIR"] };
  const child = spawn(process.execPath, ["--import", "tsx", "bin/demo-data.ts"], { stdio: "inherit", env });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The sample data was not made (${code}).`);
}

/** Takes a WebP, which Playwright's own screenshot cannot write. It has a quarter of a PNG's size. */
async function takePicture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await devtools.detach();
  await writeFile(`${FOLDER}/${name}.webp`, Buffer.from(data, "base64"));
}

async function takeAll(): Promise<void> {
  const stack = readStack();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
  try {
    for (const colorScheme of THEMES) {
      const viewport = { width: 1280, height: 800 };
      const page = await browser.newPage({ baseURL: stack.url, colorScheme, viewport, deviceScaleFactor: 2, reducedMotion: "reduce" });
      await page.goto("/login");
      await signIn(page, stack);
      await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
      for (const [name, prepare] of Object.entries(PICTURES)) {
        await prepare(page);
        await takePicture(page, `${name}-${colorScheme}`);
      }
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

await mkdir(FOLDER, { recursive: true });
const stop = await startStack();
try {
  await fillWithSampleData();
  await takeAll();
} finally {
  await stop();
}
