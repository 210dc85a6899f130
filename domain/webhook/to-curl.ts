/** Quotes a word for a POSIX shell. */
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Headers that curl makes itself, and would send wrongly if they were copied. */
const MADE_BY_CURL = new Set(["content-length", "host", "connection", "transfer-encoding"]);

/** The request as a curl command for a POSIX shell; what was redacted in the headers stays redacted. */
export function toCurl(request: {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
}): string {
  const headers = Object.entries(request.headers).filter(([name]) => !MADE_BY_CURL.has(name.toLowerCase()));
  const hasBody = request.body !== undefined && !["GET", "HEAD", "OPTIONS"].includes(request.method);
  return [
    request.method === "HEAD" ? `curl --head ${quote(request.url)}` : `curl -X ${request.method} ${quote(request.url)}`,
    ...headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(hasBody ? [`--data-raw ${quote(request.body ?? "")}`] : []),
  ].join(" \\\n  ");
}
