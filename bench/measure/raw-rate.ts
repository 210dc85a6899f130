import { createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { Pool } from "undici";
import type { Receiver } from "@/bench/support/receiver";

/**
 * Returns the rate of a bare undici loop to the null receiver: 64 connections, the payload of a delivery, both signatures
 * computed for each request, nothing stored. The rates of Postern are compared with it.
 */
export async function measureRawRate(input: { receiver: Receiver; payload: string; requests: number }): Promise<number> {
  const pool = new Pool(`http://127.0.0.1:${input.receiver.port}`, { connections: 64, pipelining: 1 });
  const { privateKey } = generateKeyPairSync("ed25519");
  const secret = randomBytes(32);
  const send = async (n: number) => {
    const timestamp = Math.floor(Date.now() / 1000);
    const content = Buffer.from(`msg_${n}.${timestamp}.${input.payload}`);
    const signature = `v1a,${sign(null, content, privateKey).toString("base64")} v1,${createHmac("sha256", secret).update(content).digest("base64")}`;
    const { body } = await pool.request({
      method: "POST",
      path: "/ok",
      headers: {
        "content-type": "application/json",
        "webhook-id": `msg_${n}`,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": signature,
      },
      body: input.payload,
    });
    await body.dump();
  };
  const loop = async (count: number) => {
    let n = 0;
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        while (n < count) await send(n++);
      }),
    );
  };
  await loop(Math.ceil(input.requests / 10));
  const startedAt = performance.now();
  await loop(input.requests);
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return input.requests / seconds;
}
