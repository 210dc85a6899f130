/** Loaded into the web server's process: when the channel to the process that started it closes, that one is gone. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
