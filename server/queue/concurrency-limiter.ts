/** A request that this process is to make. */
export interface Ticket {
  webhookId: string;
  /** Not before this time (Unix milliseconds): a slot of the webhook's rate limit. */
  notBeforeMs?: number;
  /** Makes the request; resolves, never rejects, once the endpoint has answered or failed. */
  start(): Promise<unknown>;
}

/** Lets requests through to their webhooks: at most so many to one webhook at a time, in the order of their coming. */
export interface ConcurrencyLimiter<Entry extends Ticket> {
  /** Starts it when there is room; or hands it to `defer` when that would take long. */
  enter(ticket: Entry): void;
  /** Defers what waits for this webhook. */
  clear(webhookId: string): void;
  /** Takes out all that waits, without deferring it. */
  takeWaiting(): Entry[];
  /** Remembers whether the webhook's lane in the database holds deliveries: such lanes stand in `rooms`. */
  setHolding(webhookId: string, isHolding: boolean): void;
  /** For each webhook whose lane holds something: how many more of its deliveries this process can take. */
  rooms(): { webhookId: string; room: number }[];
  /** The most requests that are open to any one webhook. */
  mostOpen(): number;
  /** How many requests are open to endpoints that do not answer within about a second. */
  openToSlow(): number;
}

interface Lane<Entry> {
  webhookId: string;
  /** When each open request was started, the oldest first. */
  open: Set<{ startedAtMs: number }>;
  waiting: Entry[];
  /** Tickets that wait for their time. */
  timers: Map<NodeJS.Timeout, Entry>;
  /** Since when it has had requests open without a break. */
  busySinceMs: number;
  lastEndMs: number;
  /** How many requests have ended since `windowMs`, and in the second before it. */
  ended: number;
  endedBefore: number;
  windowMs: number;
}

/**
 * What cannot be started within this time is deferred: it would be held in memory for nothing. How much can, is told by how many
 * requests ended in as much time, since the time that one takes also tells how busy this process is.
 */
const SOON_MS = 1_000;
/** Before that much is known, an endpoint has the benefit of the doubt for so many, unless no request at all ends for so long. */
const DOUBTFUL_MS = 500;
const MOST_IN_DOUBT = 500;
const SLOW_MS = 1_000;
const CHECK_EVERY_MS = 100;
/** When this process itself is so late, nothing is to be concluded from how long endpoints take. */
const LATE_MS = 100;
/** What is taken out of a lane ahead of the room that there is now: what is likely to be started until the next claim. */
const AHEAD_MS = 250;
/** As the process fills up, no webhook may take more than this part of what is left, so that there is room for others. */
const PART_OF_FREE = 1 / 8;
const MAX_REMEMBERED = 20_000;

/**
 * `share`: how many requests this process may have open to one webhook; `maxOpen`: to all of them. `defer` gets what would
 * wait for long; `onRoom` is called when a webhook whose lane holds deliveries has room again.
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

  /** How many requests ended in the last second, about. */
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

  /** How many requests are likely to be started soon, besides those for which there is room now. */
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

  /** Of what would wait for long, what has come last is deferred. */
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
