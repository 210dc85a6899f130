import { runStack } from "@/bin/start/run-stack";

/** `npm run dev`: the same stack from its sources, with reload. */
await runStack({ projectDir: process.cwd(), mode: "development" });
