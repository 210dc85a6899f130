import { Prisma } from "@/prisma/generated/client";

/** Prisma's codes for a server that is out of reach or does not answer, a lost connection, and a full pool or server. */
const PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1011", "P1017", "P2024", "P2037"]);
const ADAPTER_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/**
 * PostgreSQL's codes for connection exceptions (class 08), a lack of disk, memory or connections (53), a failure of the system such as
 * of its input and output (58), a shutdown or start-up in progress, a server that is a standby since a failover, and a time limit that
 * was over: for a statement, a lock, or an idle transaction. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const POSTGRES_CODE = /^(08\w{3}|53\w{3}|58\w{3}|57P0[1-5]|25006|57014|55P03|25P03)$/;
/** The codes of those that are a failure to write: no space, or a disk that fails. */
const CANNOT_WRITE_CODE = /^(53100|58\w{3})$/;
const STATEMENT_TOO_LONG = "57014";
/** The messages of the driver's own errors, which have no codes. */
const DRIVER_MESSAGE = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
const SOCKET_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"]);

/**
 * Checks whether an error means that the database is out of reach, overloaded or full for the moment, so that the same request may soon
 * succeed.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  const isKnown = error instanceof Prisma.PrismaClientKnownRequestError;
  if (isKnown && (PRISMA_CODES.has(error.code) || isWaitForTransaction(error))) return true;
  const { kind, code, syscall, message } = causeOf(error);
  if (typeof kind === "string" && ADAPTER_KINDS.has(kind)) return true;
  if (POSTGRES_CODE.test(postgresCodeOf(error)) || (typeof code === "string" && typeof syscall === "string" && SOCKET_CODES.has(code))) {
    return true;
  }
  return typeof message === "string" && DRIVER_MESSAGE.test(message);
}

/** Checks whether an error means that a statement or a transaction took longer than it may. */
export function isTimeOver(error: unknown): boolean {
  const isExpired = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2028" && error.message.includes("expired");
  return isExpired || postgresCodeOf(error) === STATEMENT_TOO_LONG;
}

/** Checks whether an error means that the database can store nothing: its disk is full or fails. */
export function isDatabaseUnwritable(error: unknown): boolean {
  return CANNOT_WRITE_CODE.test(postgresCodeOf(error));
}

/** Returns PostgreSQL's code of an error; empty when it has none. */
function postgresCodeOf(error: unknown): string {
  const { originalCode, code } = causeOf(error);
  return typeof originalCode === "string" ? originalCode : typeof code === "string" ? code : "";
}

/** Returns the driver's part of an error. */
function causeOf(error: unknown): Record<string, unknown> {
  const cause = error instanceof Prisma.PrismaClientKnownRequestError ? adapterCause(error.meta) : error;
  return typeof cause === "object" && cause !== null ? (cause as Record<string, unknown>) : {};
}

/** Checks whether the error means that no connection was free in time to begin a transaction. */
function isWaitForTransaction({ code, message }: Prisma.PrismaClientKnownRequestError): boolean {
  return code === "P2028" && message.includes("Unable to start a transaction");
}

function adapterCause(meta: Record<string, unknown> | undefined): unknown {
  const adapterError = meta?.["driverAdapterError"];
  return typeof adapterError === "object" && adapterError !== null && "cause" in adapterError ? adapterError.cause : undefined;
}
