import { execFile, spawnSync } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";

const run = promisify(execFile);
/** The first is Chromium without its windows, which opens a page in two thirds of the time. */
const COMMANDS = ["chromium-headless-shell", "google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
const MAC_APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function findInstalled(): Promise<string | undefined> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = [...COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command))), ...MAC_APPLICATIONS];
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate;
  }
  const downloaded = chromium.executablePath();
  return (await isExecutable(downloaded)) ? downloaded : undefined;
}

function tell(command: string, args: string[]): boolean {
  console.log(`No browser found: running ${[command, ...args].join(" ")}`);
  return spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], timeout: 300_000 }).status === 0;
}

async function isRootOnDebian(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  return run("apt-get", ["--version"]).then(
    () => true,
    () => false,
  );
}

/**
 * Returns the path of a Chrome or Chromium to test with: an installed one, else Playwright's own download, else (as root on Debian or
 * Ubuntu) the distribution's package. Prints what it does. Ends the process with one line where none can be had.
 */
export async function findOrInstallBrowser(): Promise<string> {
  const given = process.env["POSTERN_CHROMIUM"];
  if (given) return given;
  const installed = await findInstalled();
  if (installed) return installed;

  tell("npx", ["playwright", "install", "chromium"]);
  const downloaded = await findInstalled();
  if (downloaded) return downloaded;

  if (await isRootOnDebian()) {
    tell("apt-get", ["update", "-qq"]);
    tell("apt-get", ["install", "-y", "-qq", "chromium-headless-shell"]);
    const packaged = await findInstalled();
    if (packaged) return packaged;
  }
  console.log("There is no browser to test with: install Chrome or Chromium, or set POSTERN_CHROMIUM to its path.");
  process.exit(1);
}
