/** What the API reads of a request: less than a fetch `Request`, so that Node's own requests need not be made into one. */
export interface ApiRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers: Pick<Headers, "get">;
  body: AsyncIterable<Uint8Array> | null;
}
