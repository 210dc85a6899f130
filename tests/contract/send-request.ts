import { writeJson } from "@/domain/json/write-json";

export interface SentAnswer {
  status: number;
  headers: Headers;
  /** The parsed body; undefined where there is none. */
  body: unknown;
}

export type SendRequest = (
  method: string,
  path: string,
  options?: { body?: BodyInit; json?: unknown; headers?: Record<string, string> },
) => Promise<SentAnswer>;

/**
 * Returns a function that sends requests to an API with a bearer token. A body in `json` is written as JSON, exact numbers with
 * their digits.
 */
export function createSender({ url, token }: { url: string; token: string }): SendRequest {
  return async (method, path, { body, json, headers } = {}) => {
    const sent = json === undefined ? body : writeJson(json);
    const response = await fetch(`${url}${path}`, {
      redirect: "manual",
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: sent ?? null,
      ...(sent instanceof ReadableStream ? { duplex: "half" as const } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
}
