import pino, { type Logger } from "pino";
import type { Env } from "@/server/platform/env";

/**
 * Makes a process's logger: JSON lines on standard error. Each part of Postern writes through a child that names it:
 * `logger.child({ part })`.
 */
export function createLogger({ level }: { level: Env["logLevel"] }): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: false }));
}
