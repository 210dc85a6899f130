import { isCredentialHeader } from "@/domain/webhook/header-rules";
import { REDACTED } from "@/server/platform/redact-secrets";

/** One signed request, ready to be sent. */
export interface AttemptRequest {
  headers: Record<string, string>;
  /** The same for the record, its credentials blacked out. */
  recordedHeaders: Record<string, string>;
  /** The exact text to send; null where the method sends none. */
  body: string | null;
}

type HeaderToSet = Pick<AttemptRequest, "headers" | "recordedHeaders"> & { name: string; value: string; shown: string };

/** Sets a header, and for the record what of it is `shown`; one that is there already, whatever its spelling, gives way. */
export function setHeader({ headers, recordedHeaders, name, value, shown }: HeaderToSet): void {
  for (const written of [headers, recordedHeaders]) delete written[name.toLowerCase()];
  headers[name] = value;
  recordedHeaders[name] = shown;
}

/** Sets a header of the webhook's own choice. */
export function setCustomHeader(header: HeaderToSet): void {
  setHeader({ ...header, shown: isCredentialHeader(header.name) ? REDACTED : header.shown });
}
