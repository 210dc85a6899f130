import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createdWebhookAnswer } from "@/domain/webhook/webhook-config";
import type { Context } from "@/server/context";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import type { Deliverer } from "@/server/queue/deliverer";
import { createPlatformKeyCache } from "@/server/signing/platform-key-cache";
import { rotatePlatformKey } from "@/server/signing/rotate-platform-key";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { type ServedApi, serveApi } from "@/tests/contract/serve-api";
import { COMPILER_PATIENCE_MS } from "@/tests/support/eventually";
import { type ExampleReceiver, startExampleReceiver } from "@/tests/support/example-receiver";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

const environment = withProcessEnvironment();
let api: ServedApi;
let sink: HttpSink;
let egress: EgressClient;
let deliverer: Deliverer;
let ctx: Context;
let send: SendRequest;
let folder: string;

beforeAll(async () => {
  [api, sink, folder] = await Promise.all([serveApi(), startHttpSink(), mkdtemp(join(tmpdir(), "postern-examples-"))]);
  const { organizationId, token } = await makeOrganizationWithToken(environment.db);
  ctx = environment.contextFor(organizationId);
  egress = createEgressClient({ policy: ctx.egressPolicy });
  send = createSender({ url: api.url, token });
});
// Each test has a deliverer of its own: a deliverer caches the platform's keys for a moment, and a test deletes those of the test before.
beforeEach(() => {
  deliverer = createTestDeliverer({
    ...ctx,
    egress,
    platformKeys: createPlatformKeyCache(ctx),
    ownerId: "test:examples",
    patienceMs: 1_000,
  });
});
afterEach(() => deliverer.drain(0));
afterAll(async () => {
  await Promise.all([egress.close(), sink.close(), api.close(), rm(folder, { recursive: true })]);
});

function isOnThisMachine(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The command that starts each example, and whether its language is installed on this machine. */
const EXAMPLES = [
  { name: "node", isPossible: true, start: () => [process.execPath, "examples/node/receiver.mjs"] },
  { name: "python", isPossible: isOnThisMachine("python3", "--version"), start: () => ["python3", "examples/python/receiver.py"] },
  {
    name: "go",
    isPossible: isOnThisMachine("go", "version"),
    start: () => {
      const program = join(folder, "receiver");
      execFileSync("go", ["build", "-o", program, "."], { cwd: "examples/go" });
      return [program];
    },
  },
] as const;

let receiver: ExampleReceiver;
afterEach(() => receiver.stop());

const startReceiver = (command: readonly string[], secret: string) =>
  startExampleReceiver({ command, secret, jwksUrl: `${api.url}/v1/webhooks/.well-known/jwks.json` });

/** Creates a webhook that calls a sink. Returns it, and a function that delivers a real message and returns its exact body and headers. */
async function deliverOne() {
  const json = { eventName: "product_updated", url: `${sink.url}/hook` };
  const webhook = createdWebhookAnswer.parse((await send("POST", "/v1/webhooks/configs", { json })).body);
  const message = async () => {
    const seen = sink.requests.length;
    await send("POST", "/v1/webhooks/events", { json: { eventName: "product_updated", entity: { _id: "1", _title: "Müller ✓" } } });
    await deliverer.deliverBatch();
    const [request] = (await sink.waitForRequests(seen + 1)).slice(seen);
    const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = request?.headers ?? {};
    const headers = { "content-type": "application/json", "webhook-id": `${id}`, "webhook-timestamp": `${timestamp}` };
    return { body: request?.rawBody ?? "", headers: { ...headers, "webhook-signature": `${signature}` } };
  };
  return { webhook, message };
}

async function post(url: string, { headers, body }: { headers: Record<string, string>; body: string }): Promise<number> {
  return (await fetch(url, { method: "POST", headers, body })).status;
}

afterEach(async () => {
  for (const { id } of await environment.db.webhook.findMany({ where: { deletedAt: null } }))
    await send("DELETE", `/v1/webhooks/configs/${id}`);
});

describe.each(EXAMPLES.filter(({ isPossible }) => isPossible))("the $name example", { timeout: COMPILER_PATIENCE_MS }, ({ start }) => {
  it("takes what Postern sends, once, and refuses it changed, unsigned by either key, or too old", async () => {
    const { webhook, message } = await deliverOne();
    receiver = await startReceiver(start(), webhook.signingSecret);
    const sent = await message();
    const { "webhook-id": id, "webhook-signature": signature } = sent.headers;
    expect(await post(receiver.url, sent)).toBe(204);
    expect(await receiver.nextLine()).toBe(`received: ${id} ${sent.body}`);
    expect(await post(receiver.url, sent)).toBe(204);
    expect(await receiver.nextLine()).toBe(`seen before: ${id}`);

    const [v1a = "", v1 = ""] = signature.split(" ");
    const withSignature = (value: string) => ({ ...sent, headers: { ...sent.headers, "webhook-signature": value } });
    const [first, other] = [await message(), await message()];
    const otherSignatures = other.headers["webhook-signature"].split(" ");
    for (const tampered of [
      { ...sent, body: sent.body.replace("Müller", "Mueller") },
      { ...sent, headers: { ...sent.headers, "webhook-id": "msg_other" } },
      { ...sent, headers: { ...sent.headers, "webhook-timestamp": `${Number(sent.headers["webhook-timestamp"]) - 1}` } },
      withSignature(v1),
      withSignature(v1a),
      withSignature(`${otherSignatures[0]} ${v1}`),
      withSignature(`${v1a} ${otherSignatures[1]}`),
      withSignature("v1a, v1,"),
      withSignature(""),
    ]) {
      expect(await post(receiver.url, tampered), JSON.stringify(tampered)).toBe(401);
      expect(await receiver.nextLine()).toMatch(/^refused: /);
    }
    const old = { ...first, headers: { ...first.headers, "webhook-timestamp": `${Number(first.headers["webhook-timestamp"]) - 600}` } };
    expect(await post(receiver.url, old)).toBe(401);
    expect(await receiver.nextLine()).toBe("refused: the timestamp is too old or too new");
    expect(await post(receiver.url, first)).toBe(204);
  });

  it("takes messages while its secret and the platform's key are being rotated", async () => {
    const { webhook, message } = await deliverOne();
    receiver = await startReceiver(start(), webhook.signingSecret);
    await send("POST", `/v1/webhooks/configs/${webhook.id}/rotate-secret`, { json: { overlapHours: 1 } });
    await environment.db.platformKey.deleteMany({ where: { validUntil: { not: null } } });
    await rotatePlatformKey({ ...ctx, overlapHours: 1 });
    const sent = await message();
    expect(sent.headers["webhook-signature"].match(/v1,/g)).toHaveLength(2);
    expect(await post(receiver.url, sent)).toBe(204);
  });
});
