import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

/** Whether tests can run curl commands on this machine; those that do are left out where it has no curl, and say so in their names. */
export function isCurlHere(): boolean {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Has a shell run a curl command as somebody does who pastes it there, with `variables` set. Throws what it complains of. */
export async function pasteCurl(command: string, variables: Record<string, string> = {}): Promise<void> {
  const shell = spawn("sh", { stdio: ["pipe", "ignore", "pipe"], env: { ...process.env, ...variables } });
  const complaints: string[] = [];
  shell.stderr.on("data", (chunk) => complaints.push(String(chunk)));
  shell.stdin.end(`${command} --silent --show-error --max-time 10\n`);
  const [status] = await once(shell, "close");
  if (status !== 0) throw new Error(`sh ended with ${status}: ${complaints.join("")}`);
}
