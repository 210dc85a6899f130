import { beforeAll, describe, expect, it } from "vitest";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { createPlatformKeyCache } from "@/server/signing/platform-key-cache";
import { signMessage } from "@/server/signing/sign-message";
import { bodyOf, type InboxStage, setInboxStage } from "@/tests/support/inbox-stage";
import { testVault } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const database = withTestDatabase();
beforeAll(async () => {
  await ensurePlatformKey({ db: database.db, vault: testVault });
});

describe("the signature of what arrives", () => {
  async function signedHeaders(input: {
    secrets: string[];
    timestamp?: number;
    isOurs?: boolean;
    body?: string;
  }): Promise<[string, string][]> {
    const { secrets, body = "{}", isOurs = true, timestamp = Math.floor(Date.now() / 1_000) } = input;
    const keys = createPlatformKeyCache({ db: database.db, vault: testVault, clock: { now: () => new Date() } });
    const signAsPlatform = isOurs ? (await keys.load()).sign : async () => [];
    const signature = await signMessage({ messageId: "msg_1", timestamp, body, secrets, signAsPlatform });
    return [
      ["webhook-id", "msg_1"],
      ["webhook-timestamp", `${timestamp}`],
      ["webhook-signature", signature],
    ];
  }
  const verdict = async (stage: InboxStage, headers: [string, string][], body = "{}") => {
    await stage.send({ headers, body: bodyOf(body) });
    const { signature, webhookId, signatureNote } = await stage.latest();
    return [signature, webhookId, signatureNote];
  };

  it("is verified, and its webhook known, where a webhook that points here signs", async () => {
    const stage = await setInboxStage(database.db);
    const { db } = database;
    const hook = await makeWebhook({ db, organizationId: stage.organizationId, url: stage.url });
    const headers = await signedHeaders({ secrets: [hook.signingSecret] });
    expect(await verdict(stage, headers)).toEqual(["verified", hook.id, expect.stringContaining("Both")]);
    const alone = await signedHeaders({ secrets: [hook.signingSecret], isOurs: false });
    expect(await verdict(stage, alone)).toEqual(["verified", hook.id, expect.stringContaining("secret")]);
  });

  it("is verified by this installation's key where the webhook is not known", async () => {
    const stage = await setInboxStage(database.db);
    const elsewhere = await makeWebhook({ db: database.db, organizationId: stage.organizationId, url: "https://example.com/" });
    const headers = await signedHeaders({ secrets: [elsewhere.signingSecret] });
    expect(await verdict(stage, headers)).toEqual(["verified", null, expect.stringContaining("not known")]);
  });

  it("is never attributed to another organization's webhook, even one that points here", async () => {
    const stage = await setInboxStage(database.db);
    const organizationId = await makeOrganization(database.db);
    const foreign = await makeWebhook({ db: database.db, organizationId, url: stage.url });
    const headers = await signedHeaders({ secrets: [foreign.signingSecret], isOurs: false });
    expect(await verdict(stage, headers)).toEqual(["invalid", null, expect.stringContaining("no webhook of this organization")]);
  });

  it("is invalid when the body was changed, the time is not now, or something is missing", async () => {
    const stage = await setInboxStage(database.db);
    const hook = await makeWebhook({ db: database.db, organizationId: stage.organizationId, url: stage.url });
    const headers = await signedHeaders({ secrets: [hook.signingSecret] });
    expect(await verdict(stage, headers, '{"a":1}')).toEqual(["invalid", null, expect.stringContaining("not what arrived")]);
    expect(await verdict(stage, headers.slice(1))).toEqual(["invalid", null, expect.stringContaining("missing")]);
    const old = await signedHeaders({ secrets: [hook.signingSecret], timestamp: Math.floor(Date.now() / 1_000) - 301 });
    expect(await verdict(stage, old)).toEqual(["invalid", hook.id, expect.stringContaining("five minutes")]);
  });

  it("is none where there is none", async () => {
    expect(await verdict(await setInboxStage(database.db), [])).toEqual(["unsigned", null, expect.any(String)]);
  });
});
