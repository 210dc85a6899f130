import { ConnectError, type ConnectTimings, codeOf, explainTcpFailure } from "@/server/egress/connect-error";
import { type Connection, type DialLimits, withCode } from "@/server/egress/connection";

/** The time to wait for one address before the next is tried too: the Connection Attempt Delay (RFC 8305, sections 5 and 8). */
const ATTEMPT_DELAY_MS = 250;
/**
 * The same time while the way to an address is open and its TLS handshake is under way: the upper bound of section 5. A distant
 * endpoint should not be asked for a second handshake because the first takes its round trips.
 */
const HANDSHAKE_DELAY_MS = 2_000;
/** The most addresses that are tried of those that were vetted. A name can have thousands, and one request must not try them all. */
const MAX_ADDRESSES_TRIED = 8;

/** The codes for an address that cannot be reached from here. They say less of the endpoint than a failure at its other addresses. */
const NO_WAY = new Set(["ENETUNREACH", "EADDRNOTAVAIL", "EAFNOSUPPORT"]);

export interface RaceInput {
  /** The host's name in the message of a failure. */
  name: string;
  /** The vetted addresses in the order of preference. */
  addresses: readonly string[];
  /** Further vetted addresses. Rejects with the refusal when one of them may not be reached. */
  later?: Promise<readonly string[]> | undefined;
  /** Makes the connection to one address. */
  dial(address: string, limits: DialLimits): Promise<Connection>;
  /** The limit for the whole race. */
  timeoutMs: number;
  /** Ends the whole race. */
  signal?: AbortSignal | undefined;
}

/**
 * Connects to the first of the addresses that accepts (RFC 8305, sections 4 and 5): the families in turn, each address 250 ms
 * after the one before, or at once when one has failed, up to eight. All other attempts are closed. `connectMs` runs from the
 * first attempt, so that it includes the time spent on earlier addresses. Rejects with ConnectError: the most telling of the
 * failures, or the refusal of an address that came later.
 */
export function raceAddresses(input: RaceInput): Promise<Connection> {
  return new Promise((resolve, reject) => new AddressRace(input, resolve, reject).start());
}

/**
 * Returns the addresses with the families in turn, beginning with the first address's; each family keeps its order (RFC 8305,
 * section 4). `["v6", "v6", "v4"]` becomes v6, v4, v6.
 */
export function interleaveFamilies(addresses: readonly string[]): string[] {
  const isIpv6 = (address: string) => address.includes(":");
  const [first = ""] = addresses;
  const own = addresses.filter((address) => isIpv6(address) === isIpv6(first));
  const other = addresses.filter((address) => isIpv6(address) !== isIpv6(first));
  return Array.from({ length: Math.max(own.length, other.length) }, (_, index) => [own[index], other[index]])
    .flat()
    .filter((address) => address !== undefined);
}

interface Attempt {
  canceller: AbortController;
  startedAt: number;
  isReached: boolean;
}

class AddressRace {
  private readonly input: RaceInput;
  private readonly resolve: (connection: Connection) => void;
  private readonly reject: (error: unknown) => void;
  private readonly startedAt = performance.now();
  private readonly underWay = new Set<Attempt>();
  private waiting: string[];
  private startedCount = 0;
  /** The attempt that was started last, unless it has failed. */
  private latest: Attempt | undefined;
  private isMoreExpected: boolean;
  private isOver = false;
  private timer: NodeJS.Timeout | undefined;
  private failure: ConnectError | undefined;

  constructor(input: RaceInput, resolve: (connection: Connection) => void, reject: (error: unknown) => void) {
    this.input = input;
    this.resolve = resolve;
    this.reject = reject;
    this.waiting = interleaveFamilies(input.addresses);
    this.isMoreExpected = input.later !== undefined;
  }

  start(): void {
    const { later, signal } = this.input;
    later?.then(
      (addresses) => this.join(addresses),
      (refusal) => this.fail(refusal),
    );
    signal?.addEventListener("abort", this.cancel, { once: true });
    if (signal?.aborted) this.cancel();
    else this.goOn();
  }

  private get remainingMs(): number {
    return this.startedAt + this.input.timeoutMs - performance.now();
  }

  private readonly cancel = (): void => this.fail(withCode("ECONNABORTED"));

  private join(addresses: readonly string[]): void {
    this.isMoreExpected = false;
    this.waiting = interleaveFamilies([...addresses, ...this.waiting]);
    this.goOn();
  }

  /** Starts the next attempt, waits for its time, or ends without any. Called after each event. */
  private goOn(): void {
    if (this.isOver) return;
    clearTimeout(this.timer);
    const isIdle = this.underWay.size === 0;
    const mayStart = this.startedCount < MAX_ADDRESSES_TRIED && this.remainingMs > 0;
    if (mayStart && this.waiting.length > 0) {
      const waitMs = this.nextStartAt() - performance.now();
      if (waitMs <= 0) this.startNext();
      else this.timer = setTimeout(() => this.startNext(), waitMs);
    } else if (mayStart && isIdle && this.isMoreExpected) {
      this.timer = setTimeout(() => this.goOn(), this.remainingMs);
    } else if (isIdle) {
      this.fail(this.failure ?? this.toTimeOut());
    }
  }

  private nextStartAt(): number {
    if (!this.latest) return 0;
    const isHandshaking = [...this.underWay].some((attempt) => attempt.isReached);
    return this.latest.startedAt + (isHandshaking ? HANDSHAKE_DELAY_MS : ATTEMPT_DELAY_MS);
  }

  private startNext(): void {
    const address = this.waiting.shift();
    if (address === undefined) return;
    const attempt: Attempt = { canceller: new AbortController(), startedAt: performance.now(), isReached: false };
    this.startedCount += 1;
    this.latest = attempt;
    this.underWay.add(attempt);
    const onReached = () => {
      attempt.isReached = true;
      this.goOn();
    };
    this.input.dial(address, { timeoutMs: this.remainingMs, signal: attempt.canceller.signal, onReached }).then(
      (connection) => this.onConnected(attempt, connection),
      (error) => this.onFailed(attempt, error),
    );
    this.goOn();
  }

  private onConnected(attempt: Attempt, connection: Connection): void {
    this.underWay.delete(attempt);
    if (this.isOver) {
      connection.socket.destroy();
      return;
    }
    this.end();
    this.resolve({ ...connection, timings: this.addWait(attempt, connection.timings) });
  }

  private onFailed(attempt: Attempt, error: unknown): void {
    this.underWay.delete(attempt);
    if (this.isOver) return;
    const failure = error instanceof ConnectError ? error.withTimings(this.addWait(attempt, error.timings)) : undefined;
    if (!failure || failure.isFinal) {
      this.fail(failure ?? error);
      return;
    }
    if (!this.failure || !NO_WAY.has(codeOf(failure.cause))) this.failure = failure;
    if (this.latest === attempt) this.latest = undefined;
    this.goOn();
  }

  private fail(error: unknown): void {
    if (this.isOver) return;
    this.end();
    this.reject(error);
  }

  private end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.input.signal?.removeEventListener("abort", this.cancel);
    for (const { canceller } of this.underWay) canceller.abort();
  }

  private addWait({ startedAt }: Attempt, timings: ConnectTimings): ConnectTimings {
    return timings.connectMs === undefined ? timings : { ...timings, connectMs: timings.connectMs + startedAt - this.startedAt };
  }

  private toTimeOut(): ConnectError {
    const cause = withCode("ETIMEDOUT");
    return new ConnectError("CONNECTION_ERROR", explainTcpFailure(this.input.name, cause), { timings: {}, cause });
  }
}
