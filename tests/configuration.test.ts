import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadEnv } from "@/server/platform/env";

/** The variables that Inngest's SDK reads itself. */
const OF_THE_SDK = ["INNGEST_BASE_URL", "INNGEST_SIGNING_KEY_FALLBACK"];

/** Returns the names that `loadEnv` reads from its source. */
function variablesOfEnv(): string[] {
  const asked = new Set<string>();
  const source = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_target, name) => {
        asked.add(String(name));
        return undefined;
      },
    },
  );
  loadEnv(source);
  return [...asked].sort();
}

const everyVariable = [...variablesOfEnv(), ...OF_THE_SDK].sort();
const example = [...readFileSync(".env.example", "utf8").matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(
  ([, name = "", value = ""]) => [name, value] as const,
);

describe("the environment's documents", () => {
  it(".env.example names every variable once, and sets none", () => {
    expect(everyVariable).toContain("POSTERN_SECRET_KEY");
    expect(example.map(([name]) => name).sort()).toEqual(everyVariable);
    const set = readFileSync(".env.example", "utf8").match(/^[^#\s].*$/gm);
    expect(set).toBeNull();
  });

  it(".env.example says the defaults: with all of them set, everything is as with none", () => {
    const given = Object.fromEntries(example.filter(([, value]) => value !== ""));
    expect(Object.keys(given)).toEqual(expect.arrayContaining(["PORT", "HOST", "POSTERN_DATA_DIR", "LOG_LEVEL"]));
    expect(loadEnv(given)).toEqual(loadEnv({}));
    for (const [name, value] of Object.entries(given)) expect(loadEnv({ ...given, [name]: changed(value) }), name).not.toEqual(loadEnv({}));
  });

  it("docs/configuration.md names every variable once", () => {
    const rows = [...readFileSync("docs/configuration.md", "utf8").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(everyVariable);
  });
});

/** Returns another value of the same kind. */
function changed(value: string): string {
  const others: Record<string, string> = { development: "test", info: "debug", false: "true", "127.0.0.1": "0.0.0.0" };
  return others[value] ?? (/^\d+$/.test(value) ? String(Number(value) + 1) : `other-${value}`);
}
