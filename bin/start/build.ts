import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build as bundle, stop as stopBundler } from "esbuild";
import { holdFolderLock } from "@/bin/start/folder-lock";

/** The files and folders that a build is made from. */
const SOURCES = [
  "app",
  "components",
  "domain",
  "inngest",
  "server",
  "public",
  "prisma/schema.prisma",
  "bin/beats",
  "bin/host.ts",
  "bin/web.ts",
  "bin/web",
  "bin/start/build.ts",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const markerPath = (projectDir: string) => join(projectDir, "dist", "sources.sha256");
/** Returns the path of the host's bundle. Plain Node runs it, and the web process's bundle as well. */
export const hostBundlePath = (projectDir: string) => join(projectDir, "dist", "host.mjs");
export const webBundlePath = (projectDir: string) => join(projectDir, "dist", "web.mjs");
const nextCommandPath = (projectDir: string) => join(projectDir, "node_modules", "next", "dist", "bin", "next");

async function listFiles(projectDir: string, path: string): Promise<string[]> {
  const info = await stat(join(projectDir, path)).catch(() => null);
  if (!info) return [];
  if (info.isFile()) return [path];
  const entries = await readdir(join(projectDir, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(projectDir, join(entry.parentPath, entry.name)));
}

async function hashSources(projectDir: string): Promise<string> {
  const files = (await Promise.all(SOURCES.map((path) => listFiles(projectDir, path)))).flat().sort();
  const contents = await Promise.all(files.map((path) => readFile(join(projectDir, path))));
  const hash = createHash("sha256");
  for (const [index, path] of files.entries()) hash.update(`${path}\0${contents[index]?.length}\0`).update(contents[index] ?? "");
  return hash.digest("hex");
}

/** Checks whether the last build was made from the sources as they are. */
export async function isBuildCurrent(projectDir: string): Promise<boolean> {
  const marker = await readFile(markerPath(projectDir), "utf8").catch(() => null);
  const isThere = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );
  const parts = [hostBundlePath(projectDir), webBundlePath(projectDir), join(projectDir, ".next", "BUILD_ID")];
  const isComplete = (await Promise.all(parts.map(isThere))).every(Boolean);
  return isComplete && marker === (await hashSources(projectDir));
}

const COMMON = { bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "error" } as const;

/** Bundles the host into one file, which starts in a third of the time that its sources take. */
async function buildHost(projectDir: string): Promise<void> {
  await bundle({
    ...COMMON,
    absWorkingDir: projectDir,
    entryPoints: ["bin/host.ts"],
    outfile: hostBundlePath(projectDir),
    // Optional parts of pg, never installed here.
    external: ["pg-native"],
    // Bundled CommonJS modules ask for Node's own modules at run time.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  // The bundler's process would otherwise live on beside ours.
  await stopBundler();
}

/** Bundles the web process's program. Packages stay outside, because Next's build of the pages loads the same ones. */
export async function buildWebServer(projectDir: string): Promise<void> {
  await bundle({
    ...COMMON,
    absWorkingDir: projectDir,
    entryPoints: ["bin/web.ts"],
    outfile: webBundlePath(projectDir),
    packages: "external",
  });
  await stopBundler();
}

function buildPages(input: { projectDir: string; isQuiet: boolean; signal: AbortSignal | undefined }): Promise<void> {
  return new Promise((resolve, reject) => {
    const output: string[] = [];
    const child = spawn(process.execPath, [nextCommandPath(input.projectDir), "build"], {
      cwd: input.projectDir,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", input.isQuiet ? "pipe" : "inherit", input.isQuiet ? "pipe" : "inherit"],
      ...(input.signal ? { signal: input.signal } : {}),
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(chunk.toString()));
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`The web server could not be built.\n${output.join("").trim()}`)),
    );
  });
}

/**
 * Builds the web server and the host, one build of this folder at a time. With `onlyIfStale`, does nothing when another build has meanwhile
 * made what is needed. Throws with the builder's output when it fails.
 */
export async function buildAll(input: {
  projectDir: string;
  onlyIfStale?: boolean;
  isQuiet?: boolean;
  signal?: AbortSignal;
}): Promise<void> {
  const { projectDir, isQuiet = false, signal } = input;
  let lock = await holdFolderLock(join(projectDir, "dist"));
  while (!lock) {
    await sleep(250, undefined, signal ? { signal } : {});
    lock = await holdFolderLock(join(projectDir, "dist"));
  }
  try {
    if (input.onlyIfStale && (await isBuildCurrent(projectDir))) return;
    await rm(markerPath(projectDir), { force: true });
    const hash = await hashSources(projectDir);
    await buildHost(projectDir);
    await buildWebServer(projectDir);
    await buildPages({ projectDir, isQuiet, signal });
    await mkdir(join(projectDir, "dist"), { recursive: true });
    await writeFile(markerPath(projectDir), hash);
  } finally {
    await lock.release();
  }
}
