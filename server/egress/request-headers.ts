import { isConnectionHeader, isHeaderName, isHeaderValue } from "@/domain/webhook/header-rules";

/** Returns null when all headers can be sent, else a message that names a header. It leaves out values, which may be credentials. */
export function findHeaderFault(headers: Record<string, string>): string | null {
  for (const name in headers) {
    if (!isHeaderName(name)) return `The header name ${JSON.stringify(name)} has a character that HTTP does not allow.`;
    if (isConnectionHeader(name)) return `The header ${name} cannot be set: it belongs to the connection.`;
    if (!isHeaderValue(headers[name] ?? ""))
      return `The value of the header ${name} has a line break or another character that HTTP does not allow.`;
  }
  return null;
}
