import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** The most lines of a route: those of one with three operations. */
const MAX_ROUTE_LINES = 48;
/** The folder that only signed-in people may see; `invite/` and `login/` are for people without a session. */
const PORTAL = "app/(portal)";

function filesNamed(root: string, name: RegExp): { path: string; content: string }[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => `${root}/${path.replaceAll("\\", "/")}`)
    .filter((path) => name.test(path))
    .map((path) => ({ path, content: readFileSync(path, "utf8") }));
}

const pathsOf = (files: { path: string }[]) => files.map(({ path }) => path);
/** Those of operations behind a colon are named for them, such as `search.route.ts`. */
const ROUTE = /[/.]route\.ts$/;
const ROUTES = ["app/v1", "app/v2", "app/v3", PORTAL].flatMap((root) => filesNamed(root, ROUTE));

describe("the doors of the web server", () => {
  it("have every page of the portal ask for a session itself, or by what it reads of the address", () => {
    const pages = filesNamed(PORTAL, /\/page\.tsx$/);
    expect(pages.length).toBeGreaterThan(15);
    const asks = (content: string) => /\bawait requirePageSession\(\)/.test(content);
    const readsBySession = (content: string) =>
      [...content.matchAll(/from "@\/(app\/.*\/read-[\w-]+)"/g)].some(([, path]) => asks(readFileSync(`${path}.ts`, "utf8")));
    const open = pages.filter(({ content }) => !asks(content) && !readsBySession(content));
    expect(pathsOf(open)).toEqual([]);
  });

  it("have every action of the portal ask for a session itself", () => {
    const actions = filesNamed(PORTAL, /\/actions\.ts$/);
    expect(actions.length).toBeGreaterThan(5);
    const open = actions.flatMap(({ path, content }) =>
      [...content.matchAll(/^export async function (\w+)[\s\S]*?^}$/gm)]
        .filter(([text]) => !/^ {2}return runAction\(/m.test(text))
        .map(([, name]) => `${path}: ${name}`),
    );
    expect(open).toEqual([]);
  });

  it("have every route of the portal's data ask for a session itself", () => {
    const routes = filesNamed(`${PORTAL}/data`, /\/route\.ts$/);
    expect(routes.length).toBeGreaterThan(12);
    const open = routes.filter(({ content }) => {
      const declarations = content.split("defineRoute({").slice(1);
      return declarations.length === 0 || declarations.some((declaration) => !/^[^}]*auth: "session",/.test(declaration));
    });
    expect(pathsOf(open)).toEqual([]);
  });

  it(`keep each route a declaration: no database, nothing caught, at most ${MAX_ROUTE_LINES} lines`, () => {
    expect(ROUTES.length).toBeGreaterThan(50);
    const others = ROUTES.filter(
      ({ content }) => content.trimEnd().split("\n").length > MAX_ROUTE_LINES || /\btry \{|\.catch\(|@\/prisma\//.test(content),
    );
    expect(pathsOf(others)).toEqual([]);
  });
});
