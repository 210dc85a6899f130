import { createEgressClient, type EgressClient, type EgressClientOptions, type EgressRequest } from "@/server/egress/egress-client";
import type { EgressResult } from "@/server/egress/egress-result";
import type { NameResolver } from "@/server/egress/name-resolver";
import { PATIENCE_MS } from "@/tests/support/eventually";

/** The policy that lets tests reach their sinks, and no other private address. */
export const LOOPBACK_ALLOWED = { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] };
export const PUBLIC_ONLY = { isHttpsRequired: false, allowedPrivateNetworks: [] };

/** The options of `expect.poll` for checks of the other end of a connection, which a busy machine delays. */
export const PATIENT = { timeout: PATIENCE_MS };

/** Creates a guarded client that may reach 127.0.0.0/8. */
export function createTestEgressClient(options: Partial<EgressClientOptions> = {}): EgressClient {
  return createEgressClient({ policy: LOOPBACK_ALLOWED, ...options });
}

/** Returns a POST of `{}` with a time limit of 5 s, except for the given changes. */
export function requestTo(url: string, changes: Partial<EgressRequest> = {}): EgressRequest {
  return { url, method: "POST", headers: { "content-type": "application/json" }, body: "{}", timeoutMs: 5_000, ...changes };
}

/** Returns a resolver with given answers. Each look-up of a name takes its next answer, and the last one stays. It records the look-ups. */
export function createFakeResolver(answers: Record<string, string[][]>): NameResolver & { lookUps: string[] } {
  const lookUps: string[] = [];
  return {
    lookUps,
    resolve: async (hostname) => {
      const name = hostname.replace(/\.$/, "");
      const count = lookUps.filter((known) => known === name).length;
      lookUps.push(name);
      const own = answers[name] ?? [];
      const answer = own[Math.min(count, own.length - 1)];
      if (!answer) throw Object.assign(new Error("not found"), { code: "ENOTFOUND" });
      return { addresses: answer };
    },
  };
}

/** Returns the answer, or throws an error that shows the failure. */
export function expectAnswer(result: EgressResult): Extract<EgressResult, { type: "answer" }> {
  if (result.type !== "answer") throw new Error(`Expected an answer, got ${result.code}: ${result.message}`);
  return result;
}

/** Returns the failure, or throws an error that shows the answer. */
export function expectFailure(result: EgressResult): Extract<EgressResult, { type: "failure" }> {
  if (result.type !== "failure") throw new Error(`Expected a failure, got the answer ${result.statusCode}: ${result.body.slice(0, 200)}`);
  return result;
}
