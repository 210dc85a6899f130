import { isIP, type Socket } from "node:net";
import { ConnectError, type ConnectTimings, codeOf, explainTlsFailure } from "@/server/egress/connect-error";
import { type Dial, type DialTarget, type Limits, limit, toAuthority } from "@/server/egress/connection";
import { createConnector, createDirectDial } from "@/server/egress/direct-dial";
import { createGuardedConnector } from "@/server/egress/guarded-connector";
import type { NameResolver } from "@/server/egress/name-resolver";
import { openTunnel, TunnelRefusedError } from "@/server/egress/open-tunnel";
import { readProxyUrl } from "@/server/egress/proxy-url";

/** The operator's own name for the proxy. Messages tell neither its address nor its credentials to readers of a delivery. */
const PROXY = "The proxy for static IP addresses (POSTERN_STATIC_IP_PROXY_URL)";

const UNREACHED: Record<string, string> = {
  DNS_ERROR: "its name could not be resolved",
  TLS_ERROR: "no secure connection to it could be made",
};

/**
 * Makes a dial that connects to an address through a proxy. It sends CONNECT for exactly that address, so that the proxy looks up
 * no name and the vetting holds. TLS and its certificate are between this process and the endpoint. The proxy's own address is
 * the operator's choice and is not vetted, which does not make it an allowed target. `connectMs` is the way to the proxy and its
 * answer. Throws when `proxyUrl` is no http or https URL.
 */
export function createProxyDial(options: { proxyUrl: string; resolver: NameResolver; ca?: string | undefined }): Dial {
  const { authorization, ...proxy } = readProxyUrl(options.proxyUrl);
  const { ca, resolver } = options;
  const reachProxy = createGuardedConnector({ vet: () => ({ isAllowed: true }), resolver, dial: createDirectDial({ ca }) });
  const connector = createConnector(ca);

  async function tunnelTo(target: DialTarget, { timeoutMs, signal }: Limits): Promise<Socket> {
    const startedAt = performance.now();
    const toTimings = (): ConnectTimings => ({ connectMs: performance.now() - startedAt });
    const connection = await reachProxy(proxy, { timeoutMs, signal }).catch((error) => {
      if (!(error instanceof ConnectError)) throw error;
      throw new ConnectError("CONNECTION_ERROR", explainUnreached(error), { timings: toTimings(), isFinal: true, cause: error });
    });
    const authority = toAuthority(target.address, target);
    const limits = { timeoutMs: timeoutMs - (performance.now() - startedAt), signal };
    return openTunnel({ socket: connection.socket, authority, authorization, limits }).catch((error) => {
      const isFinal = error instanceof TunnelRefusedError && error.statusCode === 407;
      const details = { timings: toTimings(), remoteAddress: target.address, isFinal, cause: error };
      throw new ConnectError("CONNECTION_ERROR", explainNoTunnel(authority, error), details);
    });
  }

  function secure(tunnel: Socket, { address, name, port }: DialTarget, limits: Limits): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const names = { hostname: address, host: address, ...(isIP(name) === 0 ? { servername: name } : {}) };
      const socket = connector({ ...names, protocol: "https:", port, httpSocket: tunnel }, (error, secured) => {
        lift();
        if (secured) return resolve(secured);
        tunnel.destroy();
        reject(error);
      }) as unknown as Socket;
      const lift = limit(socket, limits);
    });
  }

  return async (target, { timeoutMs, signal, onReached }) => {
    const { address: remoteAddress, name } = target;
    const startedAt = performance.now();
    const tunnel = await tunnelTo(target, { timeoutMs, signal });
    onReached?.();
    const timings: ConnectTimings = { connectMs: performance.now() - startedAt };
    if (target.protocol !== "https:") return { socket: tunnel, remoteAddress, timings };

    const connectedAt = performance.now();
    try {
      const socket = await secure(tunnel, target, { timeoutMs: timeoutMs - (connectedAt - startedAt), signal });
      return { socket, remoteAddress, timings: { ...timings, tlsMs: performance.now() - connectedAt } };
    } catch (error) {
      const details = { timings: { ...timings, tlsMs: performance.now() - connectedAt }, remoteAddress, cause: error };
      throw new ConnectError("TLS_ERROR", explainTlsFailure(name, error), details);
    }
  };
}

function explainUnreached({ failureCode, cause }: ConnectError): string {
  const code = codeOf(cause);
  return `${PROXY} could not be used: ${UNREACHED[failureCode] ?? "no connection to it could be made"}${code ? ` (${code})` : ""}.`;
}

function explainNoTunnel(authority: string, error: unknown): string {
  if (error instanceof TunnelRefusedError) {
    if (error.statusCode === 407) return `${PROXY} did not accept this installation's credentials for it (407).`;
    return `${PROXY} made no connection to ${authority}: it answered ${error.statusCode}.`;
  }
  const code = codeOf(error);
  if (code === "ETIMEDOUT") return `${PROXY} made no connection to ${authority} in time.`;
  if (code.startsWith("HPE_")) return `${PROXY} made no connection to ${authority}: its answer is not valid HTTP (${code}).`;
  return `${PROXY} made no connection to ${authority}: its own connection broke${code ? ` (${code})` : ""}.`;
}
