import { startPostern } from "@/bin/start/start-postern";

/** `npm start`: all of Postern on this machine, built if it is not. */
await startPostern("production");
