import { afterEach, describe, expect, it } from "vitest";
import { beforeStopping } from "@/inngest/before-stopping";

let cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.reverse()) cleanUp();
  cleanUps = [];
});

/** A process whose web server notes that it was told to stop, and whose `finish` ends when the test says so. */
function setUp() {
  const heard: string[] = [];
  const others = process.listeners("SIGTERM");
  const server = (name: string) => heard.push(name);
  process.removeAllListeners("SIGTERM");
  process.on("SIGTERM", server);
  const finish = { resolve: () => {}, reject: (_error: Error) => {} };
  const finished = new Promise<void>((resolve, reject) => Object.assign(finish, { resolve, reject }));
  const undo = beforeStopping(() => {
    heard.push("finish");
    return finished;
  });
  cleanUps.push(() => {
    process.removeAllListeners("SIGTERM");
    for (const other of others) process.on("SIGTERM", other);
  }, undo);
  return { heard, finish, undo, server };
}

describe("beforeStopping", () => {
  it("tells the web server to stop only when what must be finished has been", async () => {
    const { heard, finish } = setUp();
    process.emit("SIGTERM", "SIGTERM");
    await Promise.resolve();
    expect(heard).toEqual(["finish"]);
    finish.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual(["finish", "SIGTERM"]);
  });

  it("tells it all the same when finishing fails", async () => {
    const { heard, finish } = setUp();
    process.emit("SIGTERM", "SIGTERM");
    finish.reject(new Error("the database is away"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual(["finish", "SIGTERM"]);
  });

  it("does not have a second signal wait", () => {
    const { heard } = setUp();
    process.emit("SIGTERM", "SIGTERM");
    process.emit("SIGTERM", "SIGTERM");
    expect(heard).toEqual(["finish", "SIGTERM"]);
  });

  it("leaves the handlers as it found them when undone", () => {
    const { server, undo } = setUp();
    undo();
    expect(process.listeners("SIGTERM")).toEqual([server]);
  });
});
