import { type Inngest, InngestCommHandler, type InngestFunction } from "inngest";

/** The parts of a request that the SDK's handler reads. Header names are in lower case. */
interface ServeRequest {
  method: "POST" | "PUT";
  url: URL;
  headers: Record<string, string>;
  body: string;
}

export interface ServeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export type ServeHandler = (request: ServeRequest) => Promise<ServeAnswer>;

/**
 * Makes the SDK's own serve handler, called in process with plain objects. Fetch's Request and Response with their streams would cost as
 * much as a function that has little to do.
 */
export function serveInProcess(input: { client: Inngest.Any; functions: readonly InngestFunction.Any[] }): ServeHandler {
  return new InngestCommHandler({
    frameworkName: "postern",
    ...input,
    handler: (request: ServeRequest) => ({
      method: () => request.method,
      url: () => request.url,
      headers: (name: string) => request.headers[name.toLowerCase()],
      body: () => request.body,
      transformResponse: (answer: ServeAnswer): ServeAnswer => answer,
    }),
  }).createHandler();
}
