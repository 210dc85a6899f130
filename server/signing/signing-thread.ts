import type { KeyObject } from "node:crypto";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

type Keys = readonly KeyObject[];

interface Job {
  content: string;
  resolve(signatures: string[]): void;
  reject(error: Error): void;
}

/**
 * Returns the program's path below the working directory, which is the project's folder in every process of Postern. A bundled
 * module does not know its own place.
 */
function programPath(): string {
  return join(/* turbopackIgnore: true */ process.cwd(), "server", "signing", "thread", "sign-batches.mjs");
}

/**
 * Signs with Ed25519 on a thread of its own, because a signature costs half as much as all the other work of the sending thread
 * on a request. It is a single thread, because on two cores Node's pool of four competes with the sender (decision 008). A
 * process has one.
 */
export interface Signer {
  /**
   * Returns the signatures of a text's UTF-8 bytes in base64, one by each key. Rejects when the thread is lost; the next call
   * starts another.
   */
  sign(content: string, keys: Keys): Promise<string[]>;
  /** Ends the thread. Signatures that are not made yet are rejected. */
  close(): Promise<void>;
}

/** Makes a signer. Its thread starts with the first signature. */
export function createSigner(): Signer {
  let thread: SigningThread | undefined;
  return {
    sign(content, keys) {
      if (!thread || thread.isGone) thread = new SigningThread();
      const signing = thread;
      return new Promise((resolve, reject) => signing.add({ content, resolve, reject }, keys));
    },
    close: async () => thread?.close(),
  };
}

/** A thread that signs. The texts of one turn of the event loop, with the same keys, go to it in one message. */
class SigningThread {
  isGone = false;
  private readonly worker = new Worker(programPath());
  private keys: Keys = [];
  private gathered: Job[] = [];
  /** The batches that the thread has. It answers them in their order. */
  private readonly sent: Job[][] = [];

  constructor() {
    this.worker.unref();
    this.worker.on("message", (answers: string[][]) => this.settle(answers));
    this.worker.once("error", (error) => this.end(error));
    this.worker.once("exit", () => this.end(new Error("The signing thread has ended.")));
  }

  add(job: Job, keys: Keys): void {
    if (keys !== this.keys) this.send();
    this.keys = keys;
    if (this.gathered.push(job) === 1) setImmediate(() => this.send());
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private send(): void {
    if (this.gathered.length === 0 || this.isGone) return;
    const { keys, gathered } = this;
    this.gathered = [];
    this.sent.push(gathered);
    // A signature that is waited for keeps the process alive; an idle thread does not.
    this.worker.ref();
    this.worker.postMessage({ keys, contents: gathered.map(({ content }) => content) });
  }

  private settle(answers: string[][]): void {
    const batch = this.sent.shift() ?? [];
    if (this.sent.length === 0) this.worker.unref();
    for (const [index, job] of batch.entries()) job.resolve(answers[index] ?? []);
  }

  private end(error: Error): void {
    this.isGone = true;
    for (const job of [...this.sent.flat(), ...this.gathered]) job.reject(error);
  }
}
