/**
 * Returns code to be copied with which a receiver in Node verifies `v1a` signatures. It takes the headers (names in lower case) and the raw
 * body.
 */
export function platformVerifySnippet(jwksUrl: string): string {
  return `import { createPublicKey, verify } from "node:crypto";

// Fetch them again when none fits: the key may have been rotated.
const answer = await fetch("${jwksUrl}");
const { keys } = await answer.json();
const publicKeys = keys.map((key) => createPublicKey({ key, format: "jwk" }));

// rawBody: a Buffer of the bytes as they came.
export function isFromPostern(headers, rawBody) {
  const { "webhook-id": id, "webhook-timestamp": timestamp } = headers;
  const signatures = headers["webhook-signature"] ?? "";
  const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  const content = Buffer.concat([Buffer.from(\`\${id}.\${timestamp}.\`), rawBody]);
  const fits = (signature) => publicKeys.some((key) => verify(null, content, key, signature));
  // During a rotation there is a signature for each key.
  const ours = signatures.split(" ").filter((one) => one.startsWith("v1a,"));
  return isRecent && ours.some((one) => fits(Buffer.from(one.slice(4), "base64")));
}`;
}
