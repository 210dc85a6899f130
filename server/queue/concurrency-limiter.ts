/** A request that this process is to make. */
export interface Ticket {
  webhookId: string;
  /** The earliest time to start (Unix milliseconds): a slot of the webhook's rate limit. */
  notBeforeMs?: number;
  /** Makes the request. Resolves once the endpoint has answered or failed, and never rejects. */
  start(): Promise<unknown>;
}

/** Limits the open requests to each webhook, and starts them in the order in which they come. */
export interface ConcurrencyLimiter<Entry extends Ticket> {
  /** Starts the request when there is room, or hands it to `defer` when that would take long. */
  enter(ticket: Entry): void;
  /** Defers the requests that wait for this webhook. */
  clear(webhookId: string): void;
  /** Takes out all waiting requests without deferring them. */
  takeWaiting(): Entry[];
  /** Records whether the webhook's lane in the database holds deliveries. `rooms` lists such lanes. */
  setHolding(webhookId: string, isHolding: boolean): void;
  /** Returns, for each webhook whose lane holds deliveries, how many more of them this process can take. */
  rooms(): { webhookId: string; room: number }[];
  /** Returns the most requests that are open to any one webhook. */
  mostOpen(): number;
  /** Returns the number of requests to endpoints that do not answer within about a second. */
  openToSlow(): number;
}

interface Lane<Entry> {
  webhookId: string;
  /** The start of each open request, the oldest first. */
  open: Set<{ startedAtMs: number }>;
  waiting: Entry[];
  /** The tickets that wait for their time. */
  timers: Map<NodeJS.Timeout, Entry>;
  /** The time since when it has had open requests without a break. */
  busySinceMs: number;
  lastEndMs: number;
  /** The number of requests that have ended since `windowMs`; `endedBefore` counts the second before that. */
  ended: number;
  endedBefore: number;
  windowMs: number;
}

/**
 * A request that cannot start within this time is deferred, so that it takes no memory. How many can start is estimated by how
 * many ended in the same time, because the duration of a single request also depends on how busy this process is.
 */
const SOON_MS = 1_000;
/**
 * An endpoint is taken to be able to start `MOST_IN_DOUBT` requests soon in its first `SOON_MS`, unless none has ended for
 * `DOUBTFUL_MS`.
 */
const DOUBTFUL_MS = 500;
const MOST_IN_DOUBT = 500;
const SLOW_MS = 1_000;
const CHECK_EVERY_MS = 100;
/** The delay of this process's own timers from which the duration of requests says nothing about endpoints. */
const LATE_MS = 100;
/** The time for which a lane's deliveries are claimed ahead of the present room: they will probably start before the next claim. */
const AHEAD_MS = 250;
/** The part of the free capacity that one webhook may take, so that a process that fills up keeps room for others. */
const PART_OF_FREE = 1 / 8;
const MAX_REMEMBERED = 20_000;

/**
 * Makes a concurrency limiter. `share` is the most requests that this process may have open to one webhook, `maxOpen` the most to
 * all. `defer` gets the requests that would wait for long. `onRoom` is called when a webhook whose lane holds deliveries has room
 * again.
 */
export function createConcurrencyLimiter<Entry extends Ticket>(input: {
  share: () => number;
  maxOpen: number;
  defer: (tickets: Entry[]) => void;
  onRoom: () => void;
  now: () => number;
}): ConcurrencyLimiter<Entry> {
  const { share, maxOpen, now } = input;
  const lanes = new Map<string, Lane<Entry>>();
  const busy = new Set<Lane<Entry>>();
  const holding = new Set<Lane<Entry>>();
  let openCount = 0;
  let checks: NodeJS.Timeout | undefined;
  let checkedAtMs = 0;

  function laneOf(webhookId: string): Lane<Entry> {
    const known = lanes.get(webhookId);
    if (known) return known;
    if (lanes.size >= MAX_REMEMBERED)
      for (const lane of lanes.values()) if (!busy.has(lane) && !holding.has(lane)) lanes.delete(lane.webhookId);
    const times = { busySinceMs: 0, lastEndMs: 0, ended: 0, endedBefore: 0, windowMs: 0 };
    const lane: Lane<Entry> = { webhookId, open: new Set(), waiting: [], timers: new Map(), ...times };
    lanes.set(webhookId, lane);
    return lane;
  }

  const capacity = () => Math.max(1, Math.min(share(), Math.floor((maxOpen - openCount) * PART_OF_FREE)));

  function oldestMs(lane: Lane<Entry>): number {
    const [oldest] = lane.open;
    return oldest ? now() - oldest.startedAtMs : 0;
  }

  /** Returns about the number of requests that ended in the last second. */
  function endedLately(lane: Lane<Entry>): number {
    const nowMs = now();
    const ageMs = nowMs - lane.windowMs;
    if (ageMs >= SOON_MS) {
      lane.endedBefore = ageMs < 2 * SOON_MS ? lane.ended : 0;
      lane.ended = 0;
      lane.windowMs = nowMs;
      return lane.endedBefore;
    }
    return lane.ended + Math.floor(lane.endedBefore * (1 - ageMs / SOON_MS));
  }

  /** Returns the number of requests that will probably start soon, in addition to those that there is room for now. */
  function startableSoon(lane: Lane<Entry>): number {
    const nowMs = now();
    const busyMs = nowMs - lane.busySinceMs;
    const ended = endedLately(lane);
    if (busyMs >= SOON_MS || nowMs - Math.max(lane.busySinceMs, lane.lastEndMs) >= DOUBTFUL_MS) return ended;
    return Math.max(MOST_IN_DOUBT, Math.floor((ended * SOON_MS) / Math.max(busyMs, 1)));
  }

  function start(lane: Lane<Entry>, ticket: Entry): void {
    const request = { startedAtMs: now() };
    if (lane.open.size === 0) {
      lane.busySinceMs = request.startedAtMs;
      busy.add(lane);
    }
    lane.open.add(request);
    openCount++;
    void ticket.start().then(() => {
      endedLately(lane);
      lane.ended++;
      lane.lastEndMs = now();
      lane.open.delete(request);
      openCount--;
      startWaiting(lane);
      if (lane.open.size === 0) busy.delete(lane);
      if (holding.has(lane)) input.onRoom();
    });
  }

  function startWaiting(lane: Lane<Entry>): void {
    while (lane.waiting.length > 0 && lane.open.size < capacity()) {
      const next = lane.waiting.shift();
      if (next) start(lane, next);
    }
  }

  function defer(lane: Lane<Entry>, tickets: Entry[]): void {
    holding.add(lane);
    if (tickets.length > 0) input.defer(tickets);
  }

  /** Defers the requests that would wait for long, the latest ones first. */
  function trim(lane: Lane<Entry>): void {
    const excess = lane.waiting.length - startableSoon(lane);
    if (excess > 0) defer(lane, lane.waiting.splice(-excess));
  }

  function check(): void {
    const nowMs = now();
    const isLate = nowMs - checkedAtMs > CHECK_EVERY_MS + LATE_MS;
    checkedAtMs = nowMs;
    let isAnyWaiting = false;
    for (const lane of busy) {
      if (lane.waiting.length > 0 && !isLate) trim(lane);
      isAnyWaiting ||= lane.waiting.length > 0;
    }
    if (isAnyWaiting) return;
    clearInterval(checks);
    checks = undefined;
  }

  function admit(lane: Lane<Entry>, ticket: Entry): void {
    if (lane.waiting.length === 0 && lane.open.size < capacity()) {
      start(lane, ticket);
      return;
    }
    lane.waiting.push(ticket);
    if (checks) return;
    checkedAtMs = now();
    checks = setInterval(check, CHECK_EVERY_MS).unref();
  }

  function takeOut(lane: Lane<Entry>): Entry[] {
    const tickets = [...lane.waiting.splice(0), ...lane.timers.values()];
    for (const timer of lane.timers.keys()) clearTimeout(timer);
    lane.timers.clear();
    return tickets;
  }

  return {
    enter(ticket) {
      const lane = laneOf(ticket.webhookId);
      const delayMs = (ticket.notBeforeMs ?? 0) - now();
      if (delayMs <= 0) {
        admit(lane, ticket);
        return;
      }
      const timer = setTimeout(() => {
        lane.timers.delete(timer);
        admit(lane, ticket);
      }, delayMs);
      lane.timers.set(timer, ticket);
    },
    clear(webhookId) {
      const lane = laneOf(webhookId);
      defer(lane, takeOut(lane));
    },
    takeWaiting: () => [...lanes.values()].flatMap(takeOut),
    setHolding(webhookId, isHolding) {
      if (isHolding) holding.add(laneOf(webhookId));
      else holding.delete(laneOf(webhookId));
    },
    rooms() {
      return [...holding].map((lane) => {
        const taken = lane.open.size + lane.waiting.length + lane.timers.size;
        const ahead = Math.floor((endedLately(lane) * AHEAD_MS) / SOON_MS);
        return { webhookId: lane.webhookId, room: Math.max(0, capacity() + ahead - taken) };
      });
    },
    mostOpen() {
      let most = 0;
      for (const lane of busy) most = Math.max(most, lane.open.size);
      return most;
    },
    openToSlow() {
      let count = 0;
      for (const lane of busy) if (oldestMs(lane) >= SLOW_MS) count += lane.open.size;
      return count;
    },
  };
}
