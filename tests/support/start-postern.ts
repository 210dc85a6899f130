import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** `npm start`, without npm. */
export interface StartedPostern {
  process: ChildProcess;
  /** Returns all that it has written. */
  output(): string;
  /** Settles with the exit code. */
  ended: Promise<number | null>;
  /** Settles with the address once Postern runs. */
  url: Promise<string>;
}

/** Starts Postern with these variables. `patience` replaces the one of production (bin/start/patience.ts). */
export function startPostern(input: { env: Record<string, string>; patience?: object }): StartedPostern {
  const { patience } = input;
  const call = `startPostern("production", ${JSON.stringify(patience)})`;
  const withPatience = `import("@/bin/start/start-postern").then(({ startPostern }) => ${call});`;
  const script = patience ? ["--eval", withPatience] : ["bin/start.ts"];
  const child = spawn(process.execPath, ["--import", "tsx", ...script], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: "0", POSTERN_ALLOWED_PRIVATE_NETWORKS: "127.0.0.0/8", LOG_LEVEL: "warn", ...input.env },
  });
  let output = "";
  let onOutput = () => undefined as unknown;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      onOutput();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = new Promise<string>((resolve, reject) => {
    onOutput = () => {
      const found = /Postern is running: (\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    };
    ended.then((code) => reject(new Error(`The start ended with ${code}:\n${output}`)));
  });
  url.catch(() => undefined);
  return { process: child, output: () => output, ended, url };
}

/** Returns the rows of `ps` for all processes, cut at white space. */
export async function listAllProcesses(...columns: string[]): Promise<string[][]> {
  const { stdout } = await run("ps", ["-eo", columns.map((column) => `${column}=`).join(",")]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
}

/** Returns the process id of the web server or the host of a start; undefined while there is none. */
export async function findPart(start: StartedPostern, part: "web" | "host"): Promise<number | undefined> {
  const rows = await listAllProcesses("pid", "ppid", "stat", "args");
  const row = rows.find(
    ([, parent, stat, ...args]) =>
      Number(parent) === start.process.pid && !stat?.startsWith("Z") && args.some((arg) => arg.endsWith(`${part}.mjs`)),
  );
  return row && Number(row[0]);
}

/** Returns the process id in the note of the embedded PostgreSQL; NaN while there is none. */
export async function readPostmaster(dataDir: string): Promise<number> {
  const note = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  return Number.parseInt(note, 10);
}

/** Calls the API of a running Postern. */
export async function callApi(input: {
  url: string;
  token: string;
  method: string;
  path: string;
  body?: unknown;
}): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { authorization: `Bearer ${input.token}`, "content-type": "application/json" };
  const body = input.body === undefined ? {} : { body: JSON.stringify(input.body) };
  const answer = await fetch(`${input.url}${input.path}`, { method: input.method, headers, ...body });
  return { status: answer.status, body: await answer.json() };
}
