import * as zlib from "node:zlib";

type Decompressor = ReturnType<typeof zlib.createGunzip> | ReturnType<typeof zlib.createBrotliDecompress>;
type MakeDecompressor = (firstByte: number) => Decompressor;

/** Node has createZstdDecompress from 22.15 on, and the types of the oldest Node that this runs on lack it. */
const { createZstdDecompress, constants } = zlib as typeof zlib & {
  createZstdDecompress?: (options: { params: Record<number, number> }) => Decompressor;
  constants: { ZSTD_d_windowLogMax?: number };
};
/** The largest window, 8 MiB (RFC 9659). An endpoint could claim more memory with a few bytes. */
const ZSTD_WINDOW_LOG = 23;

/**
 * The decompressors by coding. It is a Map because an endpoint chooses the key, which may be `__proto__`. `deflate` has a zlib
 * wrapper or, from some servers, none.
 */
const DECOMPRESSORS: ReadonlyMap<string, MakeDecompressor> = new Map<string, MakeDecompressor>([
  ["gzip", () => zlib.createGunzip()],
  ["deflate", (firstByte) => ((firstByte & 0x0f) === 0x08 ? zlib.createInflate() : zlib.createInflateRaw())],
  ["br", () => zlib.createBrotliDecompress()],
  ...(createZstdDecompress
    ? [["zstd", () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax ?? 101]: ZSTD_WINDOW_LOG } })] as const]
    : []),
]);

/** The value of `accept-encoding`: the codings that this Node can unpack. */
export const ACCEPTED_ENCODINGS = [...DECOMPRESSORS.keys()].join(", ");

/** The most codings of a body. More than one is very rare, and each more multiplies the cost of a bomb. */
const MAX_CODINGS = 3;
/** The most packed bytes that are read, or that may pass between two codings. Honest content of 64 KiB takes hardly more than that. */
const MAX_PACKED_BYTES = 256 * 1024;

/** Returns the codings of a body in the order in which they were applied (RFC 9110, section 8.4). */
export function codingsOf(headers: Readonly<Record<string, string>>): string[] {
  const { "content-encoding": content, "transfer-encoding": transfer } = headers;
  if (content === undefined && (transfer === undefined || transfer === "chunked")) return [];
  return `${content ?? ""},${transfer ?? ""}`
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim().replace(/^x-gzip$/, "gzip"))
    .filter((coding) => coding !== "" && coding !== "identity" && coding !== "chunked");
}

/** Takes bytes, and at the end whether they were all of the body. */
interface Sink {
  add(chunk: Buffer): void;
  end(isWhole: boolean): void;
}

/**
 * Unpacks a body as it comes in. The result goes to `onData`, until `close`. `onTooMuch` is called when more goes in, or passes
 * between two codings, than any honest body of 64 KiB takes, so that a bomb costs no more than that.
 */
export class ContentDecoder {
  private readonly stages: Stage[] = [];
  private readonly first: Sink;
  /** Resolves when nothing more comes out, with true when all of the body could be unpacked. */
  private readonly ended: Promise<boolean>;
  private settle: (isWhole: boolean) => void = () => undefined;

  constructor(codings: readonly string[], { onData, onTooMuch }: { onData(chunk: Buffer): void; onTooMuch(): void }) {
    this.ended = new Promise((resolve) => {
      this.settle = resolve;
    });
    const makers = codings.flatMap((coding) => DECOMPRESSORS.get(coding) ?? []);
    const isKnown = makers.length === codings.length && codings.length <= MAX_CODINGS;
    let sink: Sink = { add: isKnown ? onData : () => undefined, end: (isWhole) => this.settle(isKnown && isWhole) };
    for (const make of isKnown ? makers : []) {
      const stage = new Stage(make, sink, onTooMuch);
      this.stages.push(stage);
      sink = stage;
    }
    this.first = sink;
  }

  add(chunk: Buffer): void {
    this.first.add(chunk);
  }

  /** Ends the body. Resolves once everything has come out, with true when all of it could be unpacked. */
  end(): Promise<boolean> {
    this.first.end(true);
    return this.ended;
  }

  /** Stops; nothing comes out any more. */
  close(): void {
    for (const stage of this.stages) stage.close();
    this.settle(false);
  }
}

/** Undoes one coding. It makes its decompressor at the first byte, which may tell the variant. */
class Stage implements Sink {
  private readonly make: MakeDecompressor;
  private readonly next: Sink;
  private readonly onTooMuch: () => void;
  private decompressor: Decompressor | undefined;
  private byteCount = 0;
  private openWriteCount = 0;
  private isInputOver = false;
  private isOver = false;

  constructor(make: MakeDecompressor, next: Sink, onTooMuch: () => void) {
    this.make = make;
    this.next = next;
    this.onTooMuch = onTooMuch;
  }

  add(chunk: Buffer): void {
    const [firstByte] = chunk;
    if (this.isOver || firstByte === undefined) return;
    this.byteCount += chunk.length;
    if (this.byteCount > MAX_PACKED_BYTES) {
      this.onTooMuch();
      return;
    }
    this.decompressor ??= this.start(firstByte);
    this.openWriteCount += 1;
    this.decompressor.write(chunk, () => {
      this.openWriteCount -= 1;
      this.endInput();
    });
  }

  end(isWhole: boolean): void {
    if (!isWhole) this.finish(false);
    else if (this.decompressor) {
      this.isInputOver = true;
      this.endInput();
    } else this.finish(true);
  }

  close(): void {
    this.isOver = true;
    this.decompressor?.destroy();
  }

  private start(firstByte: number): Decompressor {
    const decompressor = this.make(firstByte);
    decompressor.on("data", (chunk: Buffer) => {
      if (!this.isOver) this.next.add(chunk);
    });
    decompressor.on("end", () => this.finish(true));
    decompressor.on("error", () => this.finish(false));
    return decompressor;
  }

  /** Ends the input only after every write is through. At its end, Node drops the output of the last write if the rest is missing. */
  private endInput(): void {
    if (this.isInputOver && this.openWriteCount === 0) this.decompressor?.end();
  }

  private finish(isWhole: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.next.end(isWhole);
  }
}
