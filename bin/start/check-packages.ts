import { readFile } from "node:fs/promises";
import { join } from "node:path";

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  link?: boolean;
}
type Packages = Record<string, LockedPackage>;

/**
 * Checks that the installed packages are those that package-lock.json names. Throws one line that says what to do where they are not: after
 * a pull that changed them, the build would fail far from the cause.
 */
export async function checkPackages({ projectDir }: { projectDir: string }): Promise<void> {
  const [wanted, installed] = await Promise.all([
    readPackages(join(projectDir, "package-lock.json")),
    readPackages(join(projectDir, "node_modules", ".package-lock.json")),
  ]);
  // Where packages were installed by other means than npm, nothing is known of them.
  if (!wanted || !installed) return;
  const [first, ...rest] = Object.keys(wanted).filter((path) => isOther(wanted[path], installed[path]));
  if (first === undefined) return;
  const names = `${first.replace(/^.*node_modules\//, "")}${rest.length > 0 ? ` and ${rest.length} more` : ""}`;
  throw new Error(`The installed packages are not those of package-lock.json (${names}). Run \`npm ci\` first.`);
}

/** Checks whether the installed package is not the wanted one. One for tests alone, or for other machines, may be missing. */
function isOther(wanted: LockedPackage = {}, installed?: LockedPackage): boolean {
  if (wanted.link) return false;
  if (installed) return installed.version !== wanted.version;
  return !wanted.dev && !wanted.optional && !wanted.devOptional;
}

/** Returns the packages by their folders, without the project itself; null where there is no such file. */
async function readPackages(path: string): Promise<Packages | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  const { "": _project, ...packages } = (JSON.parse(text) as { packages: Packages }).packages;
  return packages;
}
