import { createServer } from "node:net";

const WILDCARDS = new Set(["0.0.0.0", "::"]);

/** Returns `http://HOST:PORT`, as a browser on this machine would say it. */
export function localUrl(host: string, port: number): string {
  const name = WILDCARDS.has(host) ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Returns the port to listen on: the one asked for, or a free one for 0. Throws, saying what to do, when it cannot be had. */
export function claimPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => reject(new Error(explain(error, host, port))));
    probe.listen(port, host, () => {
      const address = probe.address();
      const claimed = address && typeof address === "object" ? address.port : port;
      probe.close(() => resolve(claimed));
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE")
    return `PORT: ${port} on ${host} is in use. Stop what uses it, or set PORT to another one (0: any free one).`;
  if (error.code === "EACCES") return `PORT: this user may not listen on ${port}. Set PORT to one above 1023.`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return `HOST: ${host} is no address of this machine.`;
  return `PORT: cannot listen on ${host}, port ${port}: ${error.message}.`;
}
