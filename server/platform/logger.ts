import pino, { type Logger } from "pino";
import { getEnv } from "@/server/platform/env";

let root: Logger | undefined;

/** The process's logger: JSON lines on standard error, each named for the part of Postern that wrote it. */
export function getLogger(part: string): Logger {
  root ??= pino(
    { level: getEnv().logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
  return root.child({ part });
}
