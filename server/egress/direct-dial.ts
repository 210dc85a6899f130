import { isIP, type Socket } from "node:net";
import { buildConnector } from "undici";
import { ConnectError, type ConnectTimings, explainTcpFailure, explainTlsFailure } from "@/server/egress/connect-error";
import { type Dial, toAuthority, withCode } from "@/server/egress/connection";

/** Undici's connector, held to HTTP/1.1 and to valid certificates whatever the environment says. `ca` (PEM) replaces the authorities that Node trusts. */
export function createConnector(ca: string | undefined): buildConnector.connector {
  return buildConnector({ timeout: 0, allowH2: false, rejectUnauthorized: true, ...(ca ? { ca } : {}) });
}

/** Connects to an address itself, with nothing in between. */
export function createDirectDial({ ca }: { ca?: string | undefined } = {}): Dial {
  const connector = createConnector(ca);
  return (target, timeoutMs) =>
    new Promise((resolve, reject) => {
      const { address, name } = target;
      const startedAt = performance.now();
      let connectedAt: number | undefined;
      const toTimings = (): ConnectTimings => {
        const now = performance.now();
        if (connectedAt === undefined) return { connectMs: now - startedAt };
        return { connectMs: connectedAt - startedAt, ...(target.protocol === "https:" ? { tlsMs: now - connectedAt } : {}) };
      };
      const options = { ...target, host: address, hostname: address, ...(isIP(name) === 0 ? { servername: name } : {}) };
      // The connector returns the socket at once, which its types do not tell; its TCP phase is seen only there.
      const socket = connector(options, (error, connected) => {
        clearTimeout(timer);
        if (connected) return resolve({ socket: connected, remoteAddress: address, timings: toTimings() });
        const isTls = connectedAt !== undefined;
        const message = isTls ? explainTlsFailure(name, error) : explainTcpFailure(toAuthority(address, target), error);
        const details = { timings: toTimings(), remoteAddress: address, cause: error };
        reject(new ConnectError(isTls ? "TLS_ERROR" : "CONNECTION_ERROR", message, details));
      }) as unknown as Socket;
      socket.once("connect", () => {
        connectedAt = performance.now();
      });
      const timer = setTimeout(() => socket.destroy(withCode("ETIMEDOUT")), timeoutMs);
    });
}
