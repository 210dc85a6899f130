import { ORDER_DESK } from "@/bin/demo-data/sample-flows";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EgressAnswer } from "@/server/egress/egress-result";

/** Returns what an endpoint answers, from an address that is kept for documentation (RFC 5737). */
function answer(statusCode: number, body: object, totalMs: number): EgressAnswer {
  return {
    ...{ type: "answer", statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(body), cut: null },
    timings: { dnsMs: 3.1, connectMs: 11.4, tlsMs: 17.2, firstByteMs: totalMs - 32, totalMs },
    remoteAddress: "203.0.113.40",
  };
}

/**
 * Makes the endpoints of the demo's story, to which nothing is sent: the order desk takes an order, the one of `busyFor` at the second try,
 * the support desk has moved, and all others take what they get.
 */
export function createScriptedEndpoints({ busyFor }: { busyFor: string }): EgressClient {
  const seen = new Set<string>();
  return {
    async send({ url, body, headers }) {
      const messageId = headers["webhook-id"] ?? "";
      const isRepeated = seen.has(messageId);
      seen.add(messageId);
      if (url.startsWith("https://desk.example.com/")) return answer(404, { error: "Not Found" }, 96);
      if (url !== ORDER_DESK.url) return answer(200, { received: true }, 118);
      if (!isRepeated && body?.includes(busyFor)) return answer(503, { error: "The desk opens in a moment." }, 71);
      return answer(200, { accepted: true, reference: `SO-${20_510 + seen.size}` }, 143);
    },
    close: async () => undefined,
  };
}
