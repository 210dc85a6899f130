/** One signed request, ready to be sent. */
export interface AttemptRequest {
  headers: Record<string, string>;
  /** The headers for the record, with their credentials blacked out. */
  recordedHeaders: Record<string, string>;
  /** The exact text to send; null when the method sends none. */
  body: string | null;
}

type HeaderToSet = Pick<AttemptRequest, "headers" | "recordedHeaders"> & { name: string; value: string; shown: string };

/** Sets a header, and its `shown` value for the record. It replaces a header of the same name, whatever its spelling. */
export function setHeader({ headers, recordedHeaders, name, value, shown }: HeaderToSet): void {
  for (const written of [headers, recordedHeaders]) delete written[name.toLowerCase()];
  headers[name] = value;
  recordedHeaders[name] = shown;
}
