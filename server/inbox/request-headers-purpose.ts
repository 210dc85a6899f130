/** What an inbox request's headers are sealed for in the vault. */
export function requestHeadersPurpose(requestId: string): string {
  return `inbox-request:${requestId}:headers`;
}
