import { isIP, type Socket } from "node:net";
import { buildConnector } from "undici";
import { ConnectError, type ConnectTimings, explainTcpFailure, explainTlsFailure } from "@/server/egress/connect-error";
import { type Dial, limit, toAuthority } from "@/server/egress/connection";
import { isTlsAlert } from "@/server/egress/tls-alert";

/**
 * Makes undici's connector, restricted to HTTP/1.1 and to valid certificates whatever the environment says. `ca` (PEM) replaces
 * the authorities that Node trusts. In TLS 1.3, an alert about the client's certificate comes after the handshake (RFC 8446,
 * section 4.4.2.4). Its sockets then close with the alert, because undici would otherwise report the connection's end as the
 * cause.
 */
export function createConnector(ca: string | undefined): buildConnector.connector {
  const connect = buildConnector({ timeout: 0, allowH2: false, rejectUnauthorized: true, ...(ca ? { ca } : {}) });
  return (options, callback) =>
    connect(options, (...outcome) => {
      const [, socket] = outcome;
      if (socket && options.protocol === "https:") socket.once("error", (error) => isTlsAlert(error) && socket.destroy(error));
      callback(...outcome);
    });
}

/** Makes a dial that connects to an address directly. */
export function createDirectDial({ ca }: { ca?: string | undefined } = {}): Dial {
  const connector = createConnector(ca);
  return (target, limits) =>
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
      // The connector returns the socket at once, although its types do not say so. Only the socket shows the TCP phase.
      const socket = connector(options, (error, connected) => {
        lift();
        if (connected) return resolve({ socket: connected, remoteAddress: address, timings: toTimings() });
        const isTls = connectedAt !== undefined;
        const message = isTls ? explainTlsFailure(name, error) : explainTcpFailure(toAuthority(address, target), error);
        const details = { timings: toTimings(), remoteAddress: address, cause: error };
        reject(new ConnectError(isTls ? "TLS_ERROR" : "CONNECTION_ERROR", message, details));
      }) as unknown as Socket;
      socket.once("connect", () => {
        connectedAt = performance.now();
        limits.onReached?.();
      });
      const lift = limit(socket, limits);
    });
}
