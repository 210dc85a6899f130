import { Writable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROUTE_TABLE } from "@/app/route-table";
import { getProcess } from "@/app/web-process";
import { createEgressClient } from "@/server/egress/egress-client";
import { base64CoresOf } from "@/server/platform/base64-cores";
import type { Deliverer } from "@/server/queue/deliverer";
import { withCallers } from "@/tests/contract/callers";
import { withServedApi } from "@/tests/contract/serve-api";
import { ECHO_ENCODERS } from "@/tests/support/echo-encoders";
import { PATIENCE_MS } from "@/tests/support/eventually";
import { type HttpSink, type SinkRequest, startHttpSink } from "@/tests/support/http-sink";
import { withProcessEnvironment } from "@/tests/support/process-environment";
import { readEveryText } from "@/tests/support/read-every-text";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

/** The mark of every planted secret. It stands in nothing else. */
const MARK = "CANARY";
/** Secrets of each kind. Their signs are those that encodings write in another way. */
const planted = (kind: string) => `q/${MARK}-${kind}+"&é<7='z`;
const CANARIES = {
  password: planted("password"),
  apiKey: planted("api-key"),
  clientSecret: planted("client-secret"),
  bodyParameter: planted("body-parameter"),
  headerParameter: planted("header-parameter"),
  customHeader: planted("custom-header"),
  cookie: `session=${planted("cookie").replaceAll(";", "")}`,
  inUrl: planted("url-variable"),
  inHeader: planted("header-variable"),
  asSecret: planted("secret-variable"),
  inTransform: planted("transform-variable"),
  accessToken: `q/${MARK}-access-token+7=`,
};

const environment = withProcessEnvironment();
const caller = withCallers(environment, withServedApi());
const { asOwner, asReader } = caller;
let sink: HttpSink;
let deliverer: Deliverer;
let close: () => Promise<void>;
const logged: string[] = [];
/** Every answer that the owner's token got, and that a token with the scope read got. */
const answered: string[] = [];
const ids = { configs: [] as string[], deliveries: [] as string[], signingSecrets: [] as string[] };

beforeAll(async () => {
  sink = await startHttpSink({ respond: echo });
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  const logger = pino({ level: "trace" }, stream);
  Object.assign(getProcess().means, { logger });
  const ctx = { ...environment.contextFor(caller.organizationId), logger };
  const egress = createEgressClient({ policy: ctx.egressPolicy });
  deliverer = createTestDeliverer({ ...ctx, egress, ownerId: "test:1", patienceMs: PATIENCE_MS });
  close = async () => {
    await deliverer.drain(0);
    await Promise.all([egress.close(), sink.close()]);
  };
  await plant();
  await deliverAll();
  await askEverything();
});
afterAll(() => close());

/** The event that each webhook listens to, by its place. */
const EVENT_NAMES = [
  "product_updated",
  "customer_request_created",
  "automation_rule_triggered",
  "automation_trigger_webhook",
  "client.created",
];

const encoderOf = (index: number) => ECHO_ENCODERS[index % ECHO_ENCODERS.length]?.[1] ?? ((text: string) => text);
const CUT_AT = 64 * 1_024;

/** Answers with all of the request, in the encoding that the event asks for: as a text, as JSON, in a header, and over the cut. */
function echo(request: SinkRequest, index: number) {
  const { method, url, headers, rawBody } = request;
  const all = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), rawBody];
  if (url.startsWith("/token?broken")) {
    const encode = encoderOf(index);
    return { status: 401, body: JSON.stringify({ error: "invalid_client", error_description: encode(all.join("\n")) }) };
  }
  if (url.startsWith("/token")) {
    return { body: JSON.stringify({ access_token: CANARIES.accessToken, token_type: CANARIES.clientSecret, expires_in: 3_600 }) };
  }
  const { how = 0, shape = "text" } = JSON.parse(rawBody).entity ?? {};
  const encode = encoderOf(how);
  const values = [url, rawBody, ...Object.values(headers).map(String)];
  if (shape === "json") return { body: JSON.stringify({ echo: encode(all.join("\n")), list: values.map(encode) }) };
  if (shape === "header")
    return { status: 418, headers: { "x-echo": encode(String(headers["x-canary"])), "x-variable": String(headers["x-variable"]) } };
  const text = all.map(encode).join("\n");
  if (shape === "cut") return { body: `${"-".repeat(Math.max(0, CUT_AT - Math.floor(text.length * 0.6)))}${text}` };
  return { body: text };
}

async function plant(): Promise<void> {
  const variables = { url: CANARIES.inUrl, header: CANARIES.inHeader, secret: CANARIES.asSecret, transform: CANARIES.inTransform };
  for (const [key, value] of Object.entries(variables)) {
    await asOwner("POST", "/v1/environments", { json: { key: `canary.${key}`, type: "SecretString", value } });
  }
  const custom_headers = { "X-Canary": CANARIES.customHeader, "X-Variable": "v={{ env.canary.header }}", Cookie: CANARIES.cookie };
  const endpoint = (path: string) => `${sink.url}${path}`;
  const parameters = [
    { type: "body", key: "assertion", value: CANARIES.bodyParameter },
    { type: "header", key: "X-Tenant-Key", value: CANARIES.headerParameter },
    { type: "query", key: "from", value: "{{ env.canary.url }}" },
  ];
  const oauth = (path: string) => ({
    authType: "OAUTH_CLIENT_CREDENTIALS",
    oauthConfig: {
      ...{ clientId: "c", endpoint: endpoint(path), httpMethod: "POST" },
      ...{ clientSecret: CANARIES.clientSecret, customParameterList: parameters },
    },
  });
  const auths = [
    { authType: "BASIC", basicAuthConfig: { username: "ann", password: CANARIES.password } },
    { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: CANARIES.apiKey } },
    { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: "{{ env.canary.secret }}", keyValueIsEnvVar: true } },
    oauth("/token"),
    oauth("/token?broken"),
  ];
  for (const [index, auth] of auths.entries()) {
    const json = {
      ...{ name: `Canary ${index}`, eventName: EVENT_NAMES[index], auth },
      url: endpoint("/hook/{{ env.canary.url }}/x?t={{ env.canary.url }}"),
      payloadConfiguration: { custom_headers },
      jsonataExpression: '$merge([$, { "variables": $env, "one": $env.canary.transform }])',
      retryPolicy: { enabled: false },
    };
    const { status, body } = await asOwner("POST", "/v1/webhooks/configs", { json });
    expect(status, JSON.stringify(body)).toBe(201);
    const { id, signingSecret } = body as { id: string; signingSecret: string };
    ids.configs.push(id);
    ids.signingSecrets.push(signingSecret);
  }
}

async function deliverAll(): Promise<void> {
  // Each encoding comes back in every shape, each time from another webhook, since what is blacked out does not depend on whose it is.
  const events = ECHO_ENCODERS.flatMap((_encoder, how) =>
    ["text", "json", "header", "cut"].map((shape, index) => ({
      eventName: EVENT_NAMES[(how + index) % EVENT_NAMES.length],
      entity: { how, shape },
    })),
  );
  const { body } = await asOwner("POST", "/v1/webhooks/events", { json: events });
  const published = body as { events: { deliveries: { event_id: string }[] }[] };
  ids.deliveries = published.events.flatMap(({ deliveries }) => deliveries.map(({ event_id }) => event_id));
  expect(ids.deliveries).toHaveLength(events.length);
  const where = { organizationId: caller.organizationId, status: "in_progress" } as const;
  while ((await environment.db.delivery.count({ where })) > 0) await deliverer.deliverBatch();
}

/** Gathers the answers of every operation that reads, for a token with the scope read, and of those that try something out. */
async function askEverything(): Promise<void> {
  const [configId = ""] = ids.configs;
  const inbox = (await asOwner("POST", "/v1/inboxes", { json: { name: "Canary" } })).body as { id: string };
  const values: Record<string, string> = { key: "canary.url", name: "product_updated", inboxId: inbox.id, configId, version: "1" };
  for (const [path, module] of Object.entries(ROUTE_TABLE)) {
    if (!("operation" in module.GET)) continue;
    for (const id of path.includes("{configId}") ? ids.configs : [configId]) {
      const address = path.replace(/\{(\w+)\}/g, (_part, name: string) =>
        name === "configId" ? id : (values[name] ?? ids.deliveries[0] ?? ""),
      );
      answered.push(JSON.stringify((await asReader("GET", `${address}${path.includes("public-key") ? "?orgId=x" : ""}`)).body));
    }
  }
  for (const configOf of ids.configs) {
    const config = `/v1/webhooks/configs/${configOf}`;
    answered.push(JSON.stringify((await asReader("POST", `${config}/preview`)).body));
    answered.push(JSON.stringify((await asReader("POST", `${config}/example`)).body));
    for (const shape of ["text", "json"]) {
      const json = { metadata: { organization_id: caller.organizationId }, entity: { how: 1, shape } };
      answered.push(JSON.stringify((await asOwner("POST", `${config}/trigger?sync=true`, { json })).body));
    }
  }
  for (const [index] of ECHO_ENCODERS.entries()) {
    answered.push(JSON.stringify((await asOwner("POST", `/v1/webhooks/configs/${ids.configs[4]}/test-oauth`)).body), String(index));
  }
  answered.push(JSON.stringify((await asOwner("POST", `/v1/webhooks/configs/${ids.configs[3]}/test-oauth`)).body));
  for (const eventId of ids.deliveries) {
    const delivery = await environment.db.delivery.findFirstOrThrow({ where: { id: eventId } });
    answered.push(JSON.stringify((await asReader("GET", `/v1/webhooks/configs/${delivery.webhookId}/events/${eventId}`)).body));
  }
}

/** Returns the forms of a text that are searched for. They are told here once more, so that one mistake is not made twice. */
function formsOf(text: string): string[] {
  const encoded = ECHO_ENCODERS.filter(([how]) => !/^in (?:base64|Basic)/.test(how)).map(([, encode]) => encode(text));
  const cores = [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)].flatMap(base64CoresOf);
  const url = cores.map((core) => core.replaceAll("+", "-").replaceAll("/", "_"));
  return [...new Set([...encoded, ...cores, ...url])];
}

const FORMS = [MARK, ...Object.values(CANARIES)].flatMap(formsOf);

/** Returns the places in which a planted secret is found, in whatever form. */
function findCanaries(texts: readonly string[]): string[] {
  const forms = [...FORMS, ...ids.signingSecrets];
  return texts.flatMap((text) => {
    const form = forms.find((searched) => text.includes(searched));
    if (form === undefined) return [];
    const place = text.indexOf(form);
    return [`${form} in ${text.slice(0, 60)} … ${text.slice(Math.max(0, place - 60), place + 80)}`];
  });
}

describe("planted secrets of every kind, echoed in every encoding,", () => {
  it("have been sent and echoed", () => {
    const arrived = sink.requests.map(({ url, headers, rawBody }) => JSON.stringify([url, headers, rawBody])).join("\n");
    for (const kind of ["api-key", "custom-header", "cookie", "header-variable", "secret-variable", "url-variable"]) {
      expect(arrived, kind).toContain(`${MARK}-${kind}`);
    }
    for (const kind of ["access-token", "client-secret", "body-parameter", "header-parameter"])
      expect(arrived).toContain(`${MARK}-${kind}`);
    expect(findCanaries([`x ${CANARIES.password} y`, Buffer.from(`ann:${CANARIES.password}`).toString("base64")])).toHaveLength(2);
    expect(sink.requests.length).toBeGreaterThan(ids.deliveries.length / 2);
  });

  it("are in no table of the database, except where they are sealed", async () => {
    const texts = await readEveryText(environment.db);
    expect(texts.some((text) => text.startsWith("attempt_body.response_body: ") && text.includes("[redacted]"))).toBe(true);
    expect(findCanaries(texts)).toEqual([]);
  });

  it("are in no answer that a token with the scope read gets, and in none of those that try something out", () => {
    expect(answered.length).toBeGreaterThan(ids.deliveries.length);
    expect(answered.join("")).toContain("[redacted]");
    expect(findCanaries(answered)).toEqual([]);
  });

  it("are in no line of the log", () => {
    expect(findCanaries(logged)).toEqual([]);
  });
});
