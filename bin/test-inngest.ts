import { spawn } from "node:child_process";

/**
 * `npm run test:inngest` holds the contract that every host of our functions keeps against the embedded host, and against the Inngest dev
 * server at TEST_INNGEST_URL. It says clearly when there is none, and fails when one is named that does not answer.
 */
const url = process.env["TEST_INNGEST_URL"];
const skipped =
  "SKIPPED on a real Inngest: TEST_INNGEST_URL is not set. Start one (npx inngest-cli@latest dev --no-discovery --retry-interval 1) and set it, for example to http://127.0.0.1:8288.";

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(new URL("/dev", address), { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

function runContract(): Promise<number> {
  return new Promise((resolve) => {
    const args = ["vitest", "run", "--project", "integration", "inngest/host-contract.test.ts", ...process.argv.slice(2)];
    const child = spawn("npx", args, { stdio: "inherit" });
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

if (!url) console.log(skipped);
else if (!(await answers(url))) {
  console.error(`TEST_INNGEST_URL: no Inngest dev server answers at ${url}.`);
  process.exit(1);
}
const code = await runContract();
console.log(
  url ? `The contract was held against the embedded host and Inngest at ${url}.` : `Held against the embedded host alone. ${skipped}`,
);
process.exit(code);
