import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { claimPort, localUrl } from "@/bin/start/address";

describe("claimPort", () => {
  it("finds a free port for 0", async () => {
    expect(await claimPort("127.0.0.1", 0)).toBeGreaterThan(1_023);
  });

  it("says what to do when the port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await expect(claimPort("127.0.0.1", port)).rejects.toThrow(`PORT: ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT`);
    server.close();
  });

  it("says when HOST is not of this machine", async () => {
    await expect(claimPort("203.0.113.7", 0)).rejects.toThrow("HOST: 203.0.113.7 is no address of this machine.");
  });
});

describe("localUrl", () => {
  it("gives an address that a browser on this machine can open", () => {
    expect(localUrl("127.0.0.1", 3000)).toBe("http://127.0.0.1:3000");
    expect(localUrl("0.0.0.0", 3000)).toBe("http://localhost:3000");
    expect(localUrl("::1", 3000)).toBe("http://[::1]:3000");
  });
});
