import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";

/** The attempts of strangers that may be under way in one process: at one account, and at all. */
const MAX_OF_ACCOUNT = 5;
const MAX_OF_ALL = 200;

/**
 * Holds back strangers who try to sign in. A process has one of these. Devices that are known pass beside it, so their passwords are
 * checked at once, whatever strangers do.
 */
export interface LoginGate {
  /** Runs a stranger's attempt at an account. Returns null, without running it, when too many are under way. */
  admit<Result>(account: string, attempt: () => Promise<Result>): Promise<Result | null>;
  /** Lets an attempt wait. */
  pause(ms: number): Promise<void>;
  /** Runs the checks of strangers one at a time, so that one of the two places for hashing stays free for those who are known. */
  inTurn<Result>(check: () => Promise<Result>): Promise<Result>;
}

/** Makes a gate. `pause` is replaced in tests. */
export function createLoginGate({ pause = (ms) => sleep(ms) }: { pause?: (ms: number) => Promise<void> } = {}): LoginGate {
  const underWay = new Map<string, number>();
  let total = 0;
  const one = pLimit(1);
  const enter = (account: string, change: 1 | -1) => {
    total += change;
    const count = (underWay.get(account) ?? 0) + change;
    if (count === 0) underWay.delete(account);
    else underWay.set(account, count);
  };
  return {
    async admit(account, attempt) {
      if (total >= MAX_OF_ALL || (underWay.get(account) ?? 0) >= MAX_OF_ACCOUNT) return null;
      enter(account, 1);
      try {
        return await attempt();
      } finally {
        enter(account, -1);
      }
    },
    pause: async (ms) => {
      if (ms > 0) await pause(ms);
    },
    inTurn: (check) => one(check),
  };
}
