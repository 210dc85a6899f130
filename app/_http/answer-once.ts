import { createHash } from "node:crypto";
import type { ApiRequest } from "@/app/_http/api-request";
import { PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";
import { claimKey } from "@/server/idempotency/claim-key";
import { keepAnswer } from "@/server/idempotency/keep-answer";
import type { KeptAnswer } from "@/server/idempotency/kept-answer";
import { releaseKey } from "@/server/idempotency/release-key";
import { reportFault } from "@/server/report-fault";

const HEADER = "idempotency-key";
const MAX_LENGTH = 255;

/**
 * Answers a request that may be a repetition, as its `Idempotency-Key` says. The first request with a key runs; later ones with
 * the same method, address and body get its answer (docs/decisions/007-idempotency.md). Without the header the request just runs.
 * Only an answer of success is stored: a request that failed created nothing and may be sent again.
 */
export async function answerOnce(input: {
  ctx: Context;
  request: ApiRequest;
  bodyText: string;
  run(): Promise<KeptAnswer>;
}): Promise<KeptAnswer & { isReplayed?: boolean }> {
  const { ctx, request, bodyText, run } = input;
  const key = readKey(request.headers.get(HEADER));
  if (key === null) return run();

  const kept = await claimKey({ ctx, key, requestHash: hashRequest(request, bodyText) });
  if (kept) return { ...kept, isReplayed: true };
  const { requestId, logger } = ctx;
  let answer: KeptAnswer;
  try {
    answer = await run();
  } catch (error) {
    // If the release fails, the key's lease still ends by itself.
    await releaseKey({ ctx, key }).catch((fault: unknown) => reportFault({ logger, error: fault, requestId, operation: "releaseKey" }));
    throw error;
  }
  await keepAnswer({ ctx, key, answer }).catch((fault: unknown) =>
    reportFault({ logger, error: fault, requestId, operation: "keepAnswer" }),
  );
  return answer;
}

function readKey(header: string | null): string | null {
  if (header === null) return null;
  if (/^[\x21-\x7e]+$/.test(header) && header.length <= MAX_LENGTH) return header;
  const message = `An Idempotency-Key has 1 to ${MAX_LENGTH} visible ASCII characters, such as those of a UUID, and no spaces.`;
  throw new PosternError("invalid_input", message, { faults: [{ path: "Idempotency-Key", message }] });
}

function hashRequest({ method, url }: ApiRequest, bodyText: string): string {
  const { pathname, search } = new URL(url);
  return createHash("sha256").update(`${method} ${pathname}${search}\n`).update(bodyText).digest("hex");
}
