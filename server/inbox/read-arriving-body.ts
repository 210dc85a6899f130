import { MAX_BODY_BYTES_KEPT } from "@/domain/inbox/inbox";

/** Postern's own payloads are smaller: they are read to their end, and their signature can be checked. */
const MAX_BYTES_READ = 2 * 2 ** 20;

export interface ArrivedBody {
  /** All of it; null when it was too long to be read to its end. */
  whole: Uint8Array | null;
  /** Its first 256 KiB. */
  kept: Uint8Array<ArrayBuffer>;
  /** How many bytes came, as far as it was read. */
  bytes: number;
}

/** Reads what arrives, but no more than 2 MiB of it, whatever its sender goes on sending. Null when the sender breaks off before its end. */
export async function readArrivingBody(body: AsyncIterable<Uint8Array> | null): Promise<ArrivedBody | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES_READ) break;
    }
  } catch {
    return null;
  }
  const read = Buffer.concat(chunks, bytes);
  return { whole: bytes > MAX_BYTES_READ ? null : read, kept: new Uint8Array(read.subarray(0, MAX_BODY_BYTES_KEPT)), bytes };
}
