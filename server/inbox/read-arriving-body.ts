import { MAX_BODY_BYTES_KEPT } from "@/domain/inbox/inbox";

/** The most bytes that are read. Postern's own payloads are smaller: they are read to their end, and their signature can be checked. */
const MAX_BYTES_READ = 2 * 2 ** 20;
/** The greatest length that is kept, a PostgreSQL integer. */
const MAX_SIZE = 2 ** 31 - 1;

export interface ArrivedBody {
  /** The whole body; null when it was too long to be read to its end. */
  whole: Uint8Array | null;
  /** The body's first 256 KiB. */
  kept: Uint8Array<ArrayBuffer>;
  /** The body's length in bytes. */
  size: number;
  /** True when `size` is exact; false when the body has at least that many bytes. */
  isSizeExact: boolean;
}

/**
 * Reads an arriving body, but no more than 2 MiB of it, however much its sender goes on sending. The length of a longer one is
 * taken from `contentLength`, the header of this name. Returns null when the sender breaks off before the end.
 */
export async function readArrivingBody(input: {
  body: AsyncIterable<Uint8Array> | null;
  contentLength: string | undefined;
}): Promise<ArrivedBody | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of input.body ?? []) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES_READ) break;
    }
  } catch {
    return null;
  }
  const read = Buffer.concat(chunks, bytes);
  const kept = new Uint8Array(read.subarray(0, MAX_BODY_BYTES_KEPT));
  if (bytes <= MAX_BYTES_READ) return { whole: read, kept, size: bytes, isSizeExact: true };
  const announced = /^\d+$/.test(input.contentLength ?? "") ? Number(input.contentLength) : null;
  if (announced === null) return { whole: null, kept, size: bytes, isSizeExact: false };
  return { whole: null, kept, size: Math.min(announced, MAX_SIZE), isSizeExact: announced <= MAX_SIZE };
}
