import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { createSigner } from "@/server/signing/signing-thread";

const [current, previous] = [generateKeyPairSync("ed25519").privateKey, generateKeyPairSync("ed25519").privateKey];

function isSignedBy(key: KeyObject, content: string, signature: string | undefined): boolean {
  return verify(null, Buffer.from(content), createPublicKey(key), Buffer.from(signature ?? "", "base64"));
}

const signer = createSigner();
afterAll(() => signer.close());

describe("a signer", () => {
  it("gives each of many texts its own signatures, whichever keys they are asked for with", async () => {
    const jobs = Array.from({ length: 100 }, (_, n) => ({ content: `Text ${n} ü✓`, keys: n % 3 === 0 ? [current, previous] : [current] }));
    const signatures = await Promise.all(jobs.map(({ content, keys }) => signer.sign(content, keys)));
    for (const [index, { content, keys }] of jobs.entries()) {
      expect(signatures[index]).toHaveLength(keys.length);
      for (const [position, key] of keys.entries()) expect(isSignedBy(key, content, signatures[index]?.[position])).toBe(true);
    }
  });

  it("fails all that a lost thread was to sign, and starts another for the next", async () => {
    const notForSigning = [createPublicKey(current)];
    const lost = await Promise.allSettled([signer.sign("first", notForSigning), signer.sign("second", [current])]);
    expect(lost.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const [signature] = await signer.sign("third", [current]);
    expect(isSignedBy(current, "third", signature)).toBe(true);
  });

  it("rejects what it was still to sign when it is closed", async () => {
    const closed = createSigner();
    const signature = closed.sign("late", [current]);
    await Promise.all([closed.close(), expect(signature).rejects.toThrow(/has ended/)]);
  });
});
