/**
 * The parts of a request that the API reads. They are fewer than those of a fetch `Request`, so Node's own requests need no
 * conversion into one.
 */
export interface ApiRequest {
  method: string;
  /** The absolute URL. */
  url: string;
  headers: Pick<Headers, "get">;
  body: AsyncIterable<Uint8Array> | null;
}
