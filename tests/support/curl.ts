import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

/** Checks whether this machine has curl. Tests that need it are skipped without it, and say so in their names. */
export function isCurlHere(): boolean {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Runs a curl command in a shell as if it were pasted there, with `variables` set. Throws its error output where it fails. */
export async function pasteCurl(command: string, variables: Record<string, string> = {}): Promise<void> {
  const shell = spawn("sh", { stdio: ["pipe", "ignore", "pipe"], env: { ...process.env, ...variables } });
  const complaints: string[] = [];
  shell.stderr.on("data", (chunk) => complaints.push(String(chunk)));
  shell.stdin.end(`${command} --silent --show-error --max-time 10\n`);
  const [status] = await once(shell, "close");
  if (status !== 0) throw new Error(`sh ended with ${status}: ${complaints.join("")}`);
}
