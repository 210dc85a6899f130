import { generateKeyPairSync, sign as signBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { matchSignature } from "@/server/signing/match-signature";
import { signMessage } from "@/server/signing/sign-message";
import { generateSigningSecret } from "@/server/signing/signing-secret";

const ours = generateKeyPairSync("ed25519");
const others = generateKeyPairSync("ed25519");
const [current, previous, foreign] = [generateSigningSecret(), generateSigningSecret(), generateSigningSecret()];
const text = '{"name":"Müller ✓"}';
const message = { messageId: "msg_1", timestamp: "1700000000", body: Buffer.from(text) };
const keys = { secrets: [current, previous], publicKeys: [ours.publicKey] };

const sign = (secrets: string[], key = ours.privateKey) => {
  const signAsPlatform = async (content: string) => [signBytes(null, Buffer.from(content), key).toString("base64")];
  return signMessage({ messageId: "msg_1", timestamp: 1_700_000_000, body: text, secrets, signAsPlatform });
};

describe("matchSignature", () => {
  it("finds the secret that fits, and whether the installation's key does", async () => {
    const both = await sign([foreign, previous]);
    expect(matchSignature({ ...message, ...keys, signature: both })).toEqual({ secret: previous, isByPlatformKey: true });
    const bySecret = await sign([current], others.privateKey);
    expect(matchSignature({ ...message, ...keys, signature: bySecret })).toEqual({ secret: current, isByPlatformKey: false });
    const byKey = await sign([foreign]);
    expect(matchSignature({ ...message, ...keys, signature: byKey })).toEqual({ secret: undefined, isByPlatformKey: true });
  });

  it("takes the contract's vector", () => {
    const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    const match = matchSignature({
      messageId: "msg_test1",
      timestamp: "1700000000",
      body: Buffer.from('{"metadata":{"organization_id":"739224"},"entity":{}}'),
      signature: "v1,Eii2p2GJ8k1hHnVO0bRczKU47ss/rMAdCLXQ1ZPZ9CU=",
      secrets: [secret],
      publicKeys: [],
    });
    expect(match).toEqual({ secret, isByPlatformKey: false });
  });

  it.each([
    ["another body", { body: Buffer.from(`${text} `) }],
    ["another id", { messageId: "msg_2" }],
    ["another time", { timestamp: "1700000001" }],
  ])("finds nothing for %s", async (_what, change) => {
    const signature = await sign([current]);
    expect(matchSignature({ ...message, ...keys, signature, ...change })).toEqual({ secret: undefined, isByPlatformKey: false });
  });

  it.each(["", " ", "v1,", "v1a,", "v1", "v2,AAAA", "v1,not base64", `v1,${"A".repeat(10_000)}`, "v1a,AAAA v1,AAAA"])(
    "finds nothing in %j, and does not mind it",
    (signature) => {
      expect(matchSignature({ ...message, ...keys, signature })).toEqual({ secret: undefined, isByPlatformKey: false });
    },
  );
});
