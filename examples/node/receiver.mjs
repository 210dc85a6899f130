import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import express from "express";

const { WEBHOOK_SECRET = "", JWKS_URL = "", PORT = "4000" } = process.env;
const secret = Buffer.from(WEBHOOK_SECRET.replace(/^whsec_/, ""), "base64");
if (secret.length === 0 || JWKS_URL === "") throw new Error("Set WEBHOOK_SECRET and JWKS_URL.");
const TOLERANCE_SECONDS = 300;
const MIN_REFRESH_MS = 60_000;

/** The platform's keys. They are fetched again when none of them verifies, since they may have been rotated, but at most once a minute. */
let keys = [];
let fetchedAtMs = Number.NEGATIVE_INFINITY;

async function refreshKeys() {
  if (Date.now() - fetchedAtMs < MIN_REFRESH_MS) return;
  fetchedAtMs = Date.now();
  const answer = await fetch(JWKS_URL, { signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error(`${JWKS_URL} answered ${answer.status}`);
  keys = (await answer.json()).keys.map((key) => createPublicKey({ key, format: "jwk" }));
}

/** Checks whether the signed content has both a valid v1 and a valid v1a signature. */
async function isSigned(content, header) {
  const signatures = (version) =>
    header
      .split(" ")
      .filter((part) => part.startsWith(`${version},`))
      .map((part) => Buffer.from(part.slice(version.length + 1), "base64"));
  const expected = createHmac("sha256", secret).update(content).digest();
  if (!signatures("v1").some((given) => given.length === expected.length && timingSafeEqual(given, expected))) return false;
  const hasKey = () => signatures("v1a").some((given) => keys.some((key) => verify(null, content, key, given)));
  if (hasKey()) return true;
  await refreshKeys();
  return hasKey();
}

/** Returns the reason to refuse a request; null when it is genuine. `body` is the exact bytes. */
async function findFault(headers, body) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = headers;
  if (!id || !/^\d+$/.test(timestamp ?? "") || !signature) return "a webhook header is missing";
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return "the timestamp is too old or too new";
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  return (await isSigned(content, signature)) ? null : "the signature is wrong";
}

const seen = new Set();
const app = express();

app.post("/", express.raw({ type: () => true, limit: "10mb" }), async (request, response) => {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const id = request.get("webhook-id");
  const fault = await findFault(request.headers, body);
  if (fault) {
    console.log(`refused: ${fault}`);
    return response.status(401).json({ error: fault });
  }
  response.status(204).end();
  if (seen.has(id)) return console.log(`seen before: ${id}`);
  seen.add(id);
  console.log(`received: ${id} ${body}`);
});

app.listen(Number(PORT), "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${PORT}/`));
