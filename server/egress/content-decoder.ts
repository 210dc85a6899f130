import * as zlib from "node:zlib";

type Decompressor = ReturnType<typeof zlib.createGunzip> | ReturnType<typeof zlib.createBrotliDecompress>;
type MakeDecompressor = (firstByte: number) => Decompressor;

/** Node has it from 22.15 on; the types of the oldest Node that this runs on do not know it. */
const { createZstdDecompress, constants } = zlib as typeof zlib & {
  createZstdDecompress?: (options: { params: Record<number, number> }) => Decompressor;
  constants: { ZSTD_d_windowLogMax?: number };
};
/** RFC 9659: a window of up to 8 MiB. More would be memory that an endpoint could ask for with a few bytes. */
const ZSTD_WINDOW_LOG = 23;

/** A Map: an endpoint chooses the key, and `__proto__` is one. `deflate` is wrapped as in zlib, or, as some send it, raw. */
const DECOMPRESSORS: ReadonlyMap<string, MakeDecompressor> = new Map<string, MakeDecompressor>([
  ["gzip", () => zlib.createGunzip()],
  ["deflate", (firstByte) => ((firstByte & 0x0f) === 0x08 ? zlib.createInflate() : zlib.createInflateRaw())],
  ["br", () => zlib.createBrotliDecompress()],
  ...(createZstdDecompress
    ? [["zstd", () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax ?? 101]: ZSTD_WINDOW_LOG } })] as const]
    : []),
]);

/** The value of `accept-encoding`: what this Node can unpack. */
export const ACCEPTED_ENCODINGS = [...DECOMPRESSORS.keys()].join(", ");

/** More than one is hardly ever seen; each more multiplies what a bomb costs. */
const MAX_CODINGS = 3;
/** How much packed input is read, and may come out between two codings. Honest content of 64 KiB takes hardly more than that. */
const MAX_PACKED_BYTES = 256 * 1024;

/** The codings that a body must be unpacked from, in the order in which they were applied (RFC 9110, section 8.4). */
export function codingsOf(headers: Readonly<Record<string, string>>): string[] {
  const { "content-encoding": content, "transfer-encoding": transfer } = headers;
  if (content === undefined && (transfer === undefined || transfer === "chunked")) return [];
  return `${content ?? ""},${transfer ?? ""}`
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim().replace(/^x-gzip$/, "gzip"))
    .filter((coding) => coding !== "" && coding !== "identity" && coding !== "chunked");
}

/** Takes bytes, and at last whether they were all of it. */
interface Sink {
  add(chunk: Buffer): void;
  end(isWhole: boolean): void;
}

/**
 * Unpacks a body as it comes in. What comes out goes to `onData`, until `close`; `onTooMuch` is called when more goes in, or passes
 * between two codings, than any honest body of 64 KiB takes. So a bomb costs no more than that much.
 */
export class ContentDecoder {
  private readonly stages: Stage[] = [];
  private readonly first: Sink;
  /** Resolves when nothing else comes out: whether all of the body could be unpacked. */
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

  /** Says that the body has ended. Resolves with whether all of it could be unpacked, once everything that can be has come out. */
  end(): Promise<boolean> {
    this.first.end(true);
    return this.ended;
  }

  /** Stops: nothing comes out any more. */
  close(): void {
    for (const stage of this.stages) stage.close();
    this.settle(false);
  }
}

/** One coding undone. Its decompressor is made at the first byte, which may say what it must be. */
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

  /** Only once every write is through: at its end Node drops what came out of the last one if something is missing behind it. */
  private endInput(): void {
    if (this.isInputOver && this.openWriteCount === 0) this.decompressor?.end();
  }

  private finish(isWhole: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.next.end(isWhole);
  }
}
