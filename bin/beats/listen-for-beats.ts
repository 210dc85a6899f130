import type { ChildProcess } from "node:child_process";
import { BEAT } from "@/bin/beats/beat";

/** So many looks without a beat in between are a silence. */
const LOOKS = 10;
/** A process that starts loads its modules without a turn of its event loop, which takes long on a busy machine. */
const LOOKS_BEFORE_FIRST_BEAT = 40;

/**
 * Calls `onFirst` at a child's first beat. Calls `onSilent`, with the length of the silence, once the child has been silent for
 * `silentAfterMs`, or for four times as long before its first beat. It counts looks instead of comparing times: when this process was
 * itself held up (stopped, or the machine asleep), the beats that came meanwhile are read before the next look, and nothing is concluded.
 */
export function listenForBeats(input: {
  child: ChildProcess;
  silentAfterMs: number;
  onFirst(): void;
  onSilent(silentMs: number): void;
}): void {
  const { child } = input;
  const lookEveryMs = input.silentAfterMs / LOOKS;
  let looks = 0;
  let maxLooks = LOOKS_BEFORE_FIRST_BEAT;
  const looking = setInterval(() => {
    looks++;
    if (looks <= maxLooks) return;
    clearInterval(looking);
    input.onSilent(maxLooks * lookEveryMs);
  }, lookEveryMs);
  child.on("message", (message) => {
    if (message !== BEAT) return;
    looks = 0;
    if (maxLooks === LOOKS_BEFORE_FIRST_BEAT) input.onFirst();
    maxLooks = LOOKS;
  });
  child.once("exit", () => clearInterval(looking));
}
