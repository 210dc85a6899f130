export const HTTP_METHODS = ["POST", "PUT", "PATCH", "GET", "DELETE", "OPTIONS", "HEAD"] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** Checks whether requests of this method have no body (contract.md, "GET, HEAD, OPTIONS"). */
export function isBodiless(method: HttpMethod): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
