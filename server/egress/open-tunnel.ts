import { request } from "node:http";
import type { Socket } from "node:net";
import { type Limits, limit } from "@/server/egress/connection";

/** Means that a proxy did not answer CONNECT with success. */
export class TunnelRefusedError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number) {
    super(`The proxy answered ${statusCode} to CONNECT.`);
    this.name = "TunnelRefusedError";
    this.statusCode = statusCode;
  }
}

const MAX_ANSWER_HEADER_BYTES = 16 * 1024;

/**
 * Asks the proxy at the other end of `socket` for a tunnel to `authority`, an address with its port (RFC 9110, section 9.3.6).
 * Resolves with the socket once it leads there. Rejects with TunnelRefusedError, or with the error or time-out, after it has
 * closed the socket.
 */
export function openTunnel(input: {
  socket: Socket;
  authority: string;
  /** The value of `proxy-authorization`; undefined when the proxy asks for none. */
  authorization: string | undefined;
  limits: Limits;
}): Promise<Socket> {
  const { socket, authority, authorization, limits } = input;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      lift();
      socket.destroy();
      reject(error);
    };
    // Between two owners the socket has no other listener for errors, and an error must not end the process.
    socket.on("error", () => undefined);
    const asking = request({
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...(authorization !== undefined && { "proxy-authorization": authorization }) },
      createConnection: () => socket,
      maxHeaderSize: MAX_ANSWER_HEADER_BYTES,
    });
    const lift = limit(asking, limits);
    asking.on("error", fail);
    // Every answer to CONNECT comes as this event. The body of a refusal is not used.
    asking.on("connect", ({ statusCode = 0 }, _, head) => {
      if (statusCode < 200 || statusCode > 299) return fail(new TunnelRefusedError(statusCode));
      lift();
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asking.end();
  });
}
