import type { Clock } from "@/server/platform/clock";

/** What one inbox may be sent in the long run, and at once; a kept body counts for more requests the longer it is. */
const REQUESTS_PER_SECOND = 100;
const BYTES_PER_REQUEST = 16 * 1_024;
/** Postern itself has at most 50 requests open to one webhook. */
const MAX_OPEN_PER_INBOX = 60;
const MAX_OPEN = 600;
/** Inboxes that have been quiet for longer have all of their requests again. */
const MAX_REMEMBERED = 10_000;

export interface Pass {
  /** To be called once with what was written for the request, as soon as it was. */
  charge(bytes: number): void;
  /** To be called when the request has its answer. Once is enough, more do no harm. */
  leave(): void;
}

type Admission = { type: "admitted"; pass: Pass } | { type: "refused"; retryAfterSeconds: number };

/** Who comes in to the inboxes of this process: anybody may knock, nobody can fill the disk or hold every connection. */
export interface InboxGate {
  enter(inboxId: string): Admission;
}

interface Room {
  /** Requests that may come at once; below zero while a long body is being worked off. */
  requests: number;
  atMs: number;
  open: number;
}

/** Counts what this process is sent; several web instances count each for itself. */
export function createInboxGate({ clock }: { clock: Clock }): InboxGate {
  const rooms = new Map<string, Room>();
  let openInAll = 0;

  function roomOf(inboxId: string): Room {
    const nowMs = clock.now().getTime();
    const room = rooms.get(inboxId) ?? { requests: REQUESTS_PER_SECOND, atMs: nowMs, open: 0 };
    const elapsedSeconds = Math.max(0, nowMs - room.atMs) / 1_000;
    room.requests = Math.min(REQUESTS_PER_SECOND, room.requests + elapsedSeconds * REQUESTS_PER_SECOND);
    room.atMs = nowMs;
    // The one used longest ago comes first.
    rooms.delete(inboxId);
    rooms.set(inboxId, room);
    const [oldest] = rooms;
    if (rooms.size > MAX_REMEMBERED && oldest && oldest[1].open === 0) rooms.delete(oldest[0]);
    return room;
  }

  return {
    enter(inboxId) {
      const room = roomOf(inboxId);
      if (room.open >= MAX_OPEN_PER_INBOX || openInAll >= MAX_OPEN) return { type: "refused", retryAfterSeconds: 5 };
      if (room.requests < 1) return { type: "refused", retryAfterSeconds: Math.ceil((1 - room.requests) / REQUESTS_PER_SECOND) };
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
