/** Loaded into the process that watches the host's sources: when the channel to the process that started it closes, that one is gone. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
