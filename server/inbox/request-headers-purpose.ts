/** Returns the purpose under which an inbox request's headers are sealed in the vault. */
export function requestHeadersPurpose(requestId: string): string {
  return `inbox-request:${requestId}:headers`;
}
