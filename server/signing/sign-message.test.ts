import { createHmac, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { signBody, signMessage } from "@/server/signing/sign-message";
import { generateSigningSecret } from "@/server/signing/signing-secret";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const signWith =
  (...keys: KeyObject[]) =>
  async (content: string) =>
    keys.map((key) => sign(null, Buffer.from(content), key).toString("base64"));
const signAsPlatform = signWith(privateKey);

describe("signMessage", () => {
  it("gives the signature of the contract's vector", async () => {
    const signature = await signMessage({
      messageId: "msg_test1",
      timestamp: 1_700_000_000,
      body: '{"metadata":{"organization_id":"739224"},"entity":{}}',
      secrets: ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"],
      signAsPlatform,
    });
    const [asymmetric, symmetric] = signature.split(" ");
    expect(asymmetric).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
    expect(symmetric).toBe("v1,Eii2p2GJ8k1hHnVO0bRczKU47ss/rMAdCLXQ1ZPZ9CU=");
  });

  it("is verified by the published standardwebhooks package, for every body and secret", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.uint8Array({ minLength: 24, maxLength: 64 }), async (body, key) => {
        const secret = `whsec_${Buffer.from(key).toString("base64")}`;
        const timestamp = Math.floor(Date.now() / 1_000);
        const signature = await signMessage({
          messageId: "msg_1",
          timestamp,
          body: JSON.stringify({ body }),
          secrets: [secret],
          signAsPlatform,
        });
        const headers = { "webhook-id": "msg_1", "webhook-timestamp": String(timestamp), "webhook-signature": signature };
        expect(new Webhook(secret).verify(JSON.stringify({ body }), headers)).toEqual({ body });
      }),
    );
  });

  it("has an Ed25519 signature that the public key verifies over the exact bytes", async () => {
    const body = '{"name":"Müller ✓"}';
    const signature = await signMessage({
      messageId: "msg_1",
      timestamp: 1_700_000_000,
      body,
      secrets: [generateSigningSecret()],
      signAsPlatform,
    });
    const bytes = Buffer.from(signature.split(" ")[0]?.slice("v1a,".length) ?? "", "base64");
    expect(verify(null, Buffer.from(`msg_1.1700000000.${body}`), publicKey, bytes)).toBe(true);
    expect(verify(null, Buffer.from(`msg_1.1700000001.${body}`), publicKey, bytes)).toBe(false);
  });

  it("has one v1 for each valid secret while one is being rotated out, and each receiver's secret verifies", async () => {
    const secrets = [generateSigningSecret(), generateSigningSecret()];
    const timestamp = Math.floor(Date.now() / 1_000);
    const signature = await signMessage({ messageId: "msg_1", timestamp, body: "{}", secrets, signAsPlatform });
    expect(signature.split(" ").map((part) => part.split(",")[0])).toEqual(["v1a", "v1", "v1"]);
    const headers = { "webhook-id": "msg_1", "webhook-timestamp": String(timestamp), "webhook-signature": signature };
    for (const secret of secrets) expect(() => new Webhook(secret).verify("{}", headers)).not.toThrow();
    expect(() => new Webhook(generateSigningSecret()).verify("{}", headers)).toThrow();
  });

  it("has one v1a for each valid key of the installation, the current one first", async () => {
    const next = generateKeyPairSync("ed25519");
    const given = { messageId: "msg_1", timestamp: 1_700_000_000, body: "{}", secrets: [generateSigningSecret()] };
    const signature = await signMessage({ ...given, signAsPlatform: signWith(next.privateKey, privateKey) });
    const parts = signature.split(" ");
    expect(parts.map((part) => part.split(",")[0])).toEqual(["v1a", "v1a", "v1"]);
    for (const [index, key] of [next.publicKey, publicKey].entries()) {
      const bytes = Buffer.from(parts[index]?.slice("v1a,".length) ?? "", "base64");
      expect(verify(null, Buffer.from("msg_1.1700000000.{}"), key, bytes)).toBe(true);
    }
  });

  it("signs the empty body of a request that carries none", async () => {
    const secret = generateSigningSecret();
    const timestamp = Math.floor(Date.now() / 1_000);
    const signature = await signMessage({ messageId: "msg_1", timestamp, body: "", secrets: [secret], signAsPlatform });
    expect(signature).toContain(new Webhook(secret).sign("msg_1", new Date(timestamp * 1_000), ""));
  });

  it.each(["", "whsec_", "whsec_c2hvcnQ=", "C2FVsBQIhrscChlQIMV+b5sSYspob7oD"])("refuses to sign with the secret %j", async (secret) => {
    await expect(signMessage({ messageId: "msg_1", timestamp: 1, body: "{}", secrets: [secret], signAsPlatform })).rejects.toThrow(
      /whsec_/,
    );
  });
});

describe("generateSigningSecret", () => {
  it("gives 32 random bytes behind whsec_, others each time", () => {
    const secrets = Array.from({ length: 100 }, generateSigningSecret);
    for (const secret of secrets) expect(Buffer.from(secret.replace(/^whsec_/, ""), "base64")).toHaveLength(32);
    expect(new Set(secrets).size).toBe(100);
  });
});

describe("signBody", () => {
  it("is what the event-object format's receivers compute of the raw body and the secret as it is shown", () => {
    const [secret, body] = ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", '{"eventType":"client.updated","data":{"name":"Jürgen"}}'];
    expect(signBody({ secret, body })).toBe(createHmac("sha256", secret).update(Buffer.from(body)).digest("hex"));
    expect(signBody({ secret: "key", body: "The quick brown fox jumps over the lazy dog" })).toBe(
      "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
    );
  });
});
