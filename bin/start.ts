import { runStack } from "@/bin/start/run-stack";

/** `npm start`: all of Postern on this machine, built if it is not. */
await runStack({ projectDir: process.cwd(), mode: "production" });
