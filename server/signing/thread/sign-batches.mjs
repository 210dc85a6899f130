import { sign } from "node:crypto";
import { parentPort } from "node:worker_threads";

/** The program of the signing thread (server/signing/signing-thread.ts). Plain Node runs it as it is. */
parentPort?.on("message", (/** @type {{ keys: import("node:crypto").KeyObject[], contents: string[] }} */ { keys, contents }) => {
  parentPort?.postMessage(contents.map((content) => signWithEach(keys, Buffer.from(content, "utf8"))));
});

/**
 * Returns the content's signatures in base64, one by each key.
 *
 * @param {import("node:crypto").KeyObject[]} keys
 * @param {Buffer} content
 */
function signWithEach(keys, content) {
  return keys.map((key) => sign(null, content, key).toString("base64"));
}
