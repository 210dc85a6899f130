import { startPostern } from "@/bin/start/start-postern";

/** `npm start` runs all of Postern on this machine, and builds it first if it is not built. */
await startPostern("production");
