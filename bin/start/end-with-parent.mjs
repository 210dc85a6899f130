/**
 * This file is loaded into the process that watches the host's sources. It ends that process when the channel to the process that started
 * it closes, because the starter is then gone.
 */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
