import { startPostern } from "@/bin/start/start-postern";

/** `npm run dev` runs the same stack from its sources, with reload. */
await startPostern("development");
