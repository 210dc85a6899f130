import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

/** The folders whose subfolders are checked: each folder directly below one of them is a part of the house. */
const ROOTS = ["server", "domain", "components", "inngest", "app"];

/** The type that every verb takes. It names what all of `server/` offers, so importing it counts as no dependency. */
const CONTEXT = "server/context.ts";

/**
 * The route of the API's definition. The definition is made from the route table and is itself a route, so it closes a circle by
 * nature.
 */
const OWN_DEFINITION = "app/v1/webhooks/openapi.json/route.ts";

const IMPORT = /^\s*(?:import|export)\b([^;"']*?)\bfrom\s+"([^"]+)"/gm;

const sources = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => `${root}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.(?:ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path) && path !== OWN_DEFINITION),
);

/** Returns the folder that a source belongs to, such as `server/queue`; a file directly below a root stands for itself. */
function folderOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

/** Returns the source that an import names, or null for a package. */
function resolveImport(from: string, specifier: string): string | null {
  const base = specifier.startsWith("@/") ? specifier.slice(2) : specifier.startsWith(".") ? join(dirname(from), specifier) : null;
  if (base === null) return null;
  return [base, `${base}.ts`, `${base}.tsx`].find((path) => /\.\w+$/.test(path) && existsSync(path)) ?? null;
}

/** Reads the imports between folders: for each folder the folders that it imports, each with one pair of files as proof. */
function readFolderImports(): Map<string, Map<string, string>> {
  const imports = new Map<string, Map<string, string>>();
  for (const source of sources) {
    for (const [, , specifier = ""] of readFileSync(source, "utf8").matchAll(IMPORT)) {
      const target = resolveImport(source, specifier);
      if (target === null || target === CONTEXT) continue;
      const [from, to] = [folderOf(source), folderOf(target)];
      if (from === to || !ROOTS.includes(to.split("/")[0] ?? "")) continue;
      const targets = imports.get(from) ?? new Map<string, string>();
      targets.set(to, `${source} imports ${target}`);
      imports.set(from, targets);
    }
  }
  return imports;
}

/** Returns the imports that close a circle of folders. In each pair one folder is reached from the other and leads back to it. */
function findCircularImports(imports: Map<string, Map<string, string>>): string[] {
  const reachable = (start: string) => {
    const seen = new Set<string>();
    const next = [start];
    for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
      for (const target of imports.get(folder)?.keys() ?? []) {
        if (!seen.has(target)) next.push(target);
        seen.add(target);
      }
    }
    return seen;
  };
  return [...imports].flatMap(([from, targets]) => [...targets].flatMap(([to, pair]) => (reachable(to).has(from) ? [pair] : [])));
}

describe("the folders of the house", () => {
  it("import each other in one direction only, types too", () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(findCircularImports(readFolderImports())).toEqual([]);
  });

  it("have no file that is named for nothing: each says what it holds", () => {
    const nameless = sources.filter((path) => /\/(?:internal|helpers?|common|utils?|misc)\.\w+$/.test(path));
    expect(nameless).toEqual([]);
  });
});
