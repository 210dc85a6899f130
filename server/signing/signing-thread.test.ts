import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signOnThread } from "@/server/signing/signing-thread";

const [current, previous] = [generateKeyPairSync("ed25519").privateKey, generateKeyPairSync("ed25519").privateKey];

function isSignedBy(key: KeyObject, content: string, signature: string | undefined): boolean {
  return verify(null, Buffer.from(content), createPublicKey(key), Buffer.from(signature ?? "", "base64"));
}

describe("signOnThread", () => {
  it("gives each of many texts its own signatures, whichever keys they are asked for with", async () => {
    const jobs = Array.from({ length: 100 }, (_, n) => ({ content: `Text ${n} ü✓`, keys: n % 3 === 0 ? [current, previous] : [current] }));
    const signatures = await Promise.all(jobs.map(({ content, keys }) => signOnThread(content, keys)));
    for (const [index, { content, keys }] of jobs.entries()) {
      expect(signatures[index]).toHaveLength(keys.length);
      for (const [position, key] of keys.entries()) expect(isSignedBy(key, content, signatures[index]?.[position])).toBe(true);
    }
  });

  it("fails all that a lost thread was to sign, and starts another for the next", async () => {
    const notForSigning = [createPublicKey(current)];
    const lost = await Promise.allSettled([signOnThread("first", notForSigning), signOnThread("second", [current])]);
    expect(lost.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const [signature] = await signOnThread("third", [current]);
    expect(isSignedBy(current, "third", signature)).toBe(true);
  });
});
