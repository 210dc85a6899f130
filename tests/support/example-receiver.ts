import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** A running receiver of examples/. */
export interface ExampleReceiver {
  url: string;
  /** Returns the next line that the receiver writes. */
  nextLine(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a receiver on a free port, and waits until it accepts requests. */
export async function startExampleReceiver(input: {
  command: readonly string[];
  secret: string;
  jwksUrl: string;
}): Promise<ExampleReceiver> {
  const [command = "", ...args] = input.command;
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}/`;
  const env = { ...process.env, PORT: `${port}`, WEBHOOK_SECRET: input.secret, JWKS_URL: input.jwksUrl };
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  const started = await nextLine();
  if (started !== `listening on ${url}`) throw new Error(`The receiver wrote “${started}”.`);
  // The line may come a moment before the port is open.
  while (child.exitCode === null && !(await fetch(url).catch(() => null)));
  return { url, nextLine, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  if (child.exitCode !== null || !child.kill()) return;
  await ended;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("No free port was found.");
  return address.port;
}
