import type { Clock } from "@/server/platform/clock";

/** The requests that one inbox may receive a second, and at once. A kept body counts as one more request per `BYTES_PER_REQUEST`. */
const REQUESTS_PER_SECOND = 100;
const BYTES_PER_REQUEST = 16 * 1_024;
/** The most open requests of one inbox. Postern itself has at most 50 open to one webhook. */
const MAX_OPEN_PER_INBOX = 60;
const MAX_OPEN = 600;
/** The number of inboxes that are remembered. One that is forgotten has all of its requests again. */
const MAX_REMEMBERED = 10_000;

export interface Pass {
  /** Charges the bytes that were written for the request. Call it once, after the write. */
  charge(bytes: number): void;
  /** Marks the request as answered. Calling it again does no harm. */
  leave(): void;
}

interface Refusal {
  type: "refused";
  retryAfterSeconds: number;
}

type Admission = { type: "admitted"; pass: Pass } | Refusal;

/**
 * Limits the requests to the inboxes of this process. Anybody may send to an inbox, so nobody may fill the disk or hold every
 * connection.
 */
export interface InboxGate {
  /** Returns why a request that entered now would be refused; null when it would not. It takes no place. */
  findRefusal(inboxId: string): Refusal | null;
  enter(inboxId: string): Admission;
}

interface Room {
  /** The requests that may come at once; below zero while a long body is being worked off. */
  requests: number;
  atMs: number;
  open: number;
}

/** Makes an inbox gate. It counts the requests to this process; several web instances count separately. */
export function createInboxGate({ clock }: { clock: Clock }): InboxGate {
  const rooms = new Map<string, Room>();
  let openInAll = 0;

  function roomOf(inboxId: string): Room {
    const nowMs = clock.now().getTime();
    const room = rooms.get(inboxId) ?? { requests: REQUESTS_PER_SECOND, atMs: nowMs, open: 0 };
    const elapsedSeconds = Math.max(0, nowMs - room.atMs) / 1_000;
    room.requests = Math.min(REQUESTS_PER_SECOND, room.requests + elapsedSeconds * REQUESTS_PER_SECOND);
    room.atMs = nowMs;
    // Deleted and set again, so that the room that was used longest ago comes first.
    rooms.delete(inboxId);
    rooms.set(inboxId, room);
    const [oldest] = rooms;
    if (rooms.size > MAX_REMEMBERED && oldest && oldest[1].open === 0) rooms.delete(oldest[0]);
    return room;
  }

  function refusalIn(room: Room): Refusal | null {
    if (room.open >= MAX_OPEN_PER_INBOX || openInAll >= MAX_OPEN) return { type: "refused", retryAfterSeconds: 5 };
    if (room.requests < 1) return { type: "refused", retryAfterSeconds: Math.ceil((1 - room.requests) / REQUESTS_PER_SECOND) };
    return null;
  }

  return {
    findRefusal: (inboxId) => refusalIn(roomOf(inboxId)),
    enter(inboxId) {
      const room = roomOf(inboxId);
      const refusal = refusalIn(room);
      if (refusal) return refusal;
      room.requests -= 1;
      room.open += 1;
      openInAll += 1;
      let isInside = true;
      return {
        type: "admitted",
        pass: {
          charge: (bytes) => {
            room.requests -= bytes / BYTES_PER_REQUEST;
          },
          leave: () => {
            if (!isInside) return;
            isInside = false;
            room.open -= 1;
            openInAll -= 1;
          },
        },
      };
    },
  };
}
