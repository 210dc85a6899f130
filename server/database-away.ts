import { Prisma } from "@/prisma/generated/client";

/** Prisma's codes for a server that is out of reach or does not answer, a lost connection, and a full pool or server. */
const PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1011", "P1017", "P2024", "P2037"]);
const ADAPTER_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/**
 * PostgreSQL's codes for connection exceptions (class 08), too many connections, a shutdown or start-up in progress, and a server
 * that is a standby since a failover. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const POSTGRES_CODE = /^(08\w{3}|53300|57P0[1-5]|25006)$/;
/** The messages of the driver's own errors, which have no codes. */
const DRIVER_MESSAGE = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
const SOCKET_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"]);

/** Checks whether an error means that the database is out of reach for the moment, so that the same request may soon succeed. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  const known = error instanceof Prisma.PrismaClientKnownRequestError;
  if (known && (PRISMA_CODES.has(error.code) || isWaitForTransaction(error))) return true;
  const cause = known ? adapterCause(error.meta) : error;
  if (typeof cause !== "object" || cause === null) return false;
  const { kind, originalCode, code, syscall, message } = cause as Record<string, unknown>;
  if (typeof kind === "string" && ADAPTER_KINDS.has(kind)) return true;
  if (typeof originalCode === "string" && POSTGRES_CODE.test(originalCode)) return true;
  if (typeof code === "string" && (POSTGRES_CODE.test(code) || (typeof syscall === "string" && SOCKET_CODES.has(code)))) return true;
  return typeof message === "string" && DRIVER_MESSAGE.test(message);
}

/** Checks whether the error means that no connection was free in time to begin a transaction. */
function isWaitForTransaction({ code, message }: Prisma.PrismaClientKnownRequestError): boolean {
  return code === "P2028" && message.includes("Unable to start a transaction");
}

function adapterCause(meta: Record<string, unknown> | undefined): unknown {
  const adapterError = meta?.["driverAdapterError"];
  return typeof adapterError === "object" && adapterError !== null && "cause" in adapterError ? adapterError.cause : undefined;
}
