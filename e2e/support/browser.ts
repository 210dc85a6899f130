import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first is Chromium without its windows, which opens a page in two thirds of the time. */
const COMMANDS = ["chromium-headless-shell", "google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Returns POSTERN_CHROMIUM, or else a Chrome or Chromium on the PATH. Undefined leaves the choice to Playwright's own download. */
export function findBrowser(): string | undefined {
  const given = process.env["POSTERN_CHROMIUM"];
  if (given) return given;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}

/**
 * Returns Chromium's arguments. Its sandbox does not work as root. Without the second argument it would ask its maker's servers
 * for updates during the tests.
 */
export function browserArgs(): string[] {
  return [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-background-networking"];
}
