import { z } from "zod";
import { MAX_RETENTION_DAYS, type Retention } from "@/domain/retention/retention";

/**
 * The environment variables that Postern reads, all in one place. They are read lazily, because a build imports route modules
 * without any of them being set.
 */
const optionalText = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const flag = z.preprocess(
  (value) => (value === "" || value === undefined ? "false" : value),
  z.enum(["true", "false"], "must be true or false").transform((value) => value === "true"),
);
const commaSeparated = z.preprocess(
  (value) => (typeof value === "string" ? value : ""),
  z.string().transform((value) =>
    value
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
);
const cidrList = commaSeparated.refine(
  (values) => values.every((value) => z.union([z.cidrv4(), z.cidrv6()]).safeParse(value).success),
  "must be a comma-separated list of networks such as 127.0.0.0/8",
);
const days = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z
    .string()
    .regex(/^\d+$/, "must be a number of days")
    .transform(Number)
    .refine((value) => value >= 1 && value <= MAX_RETENTION_DAYS, `must be 1 to ${MAX_RETENTION_DAYS} days`)
    .optional(),
);
const isKey = (value: string) => Buffer.from(value, "base64").length === 32;

/** Checks whether the driver can parse the connection string, which means that each of its parts can be decoded. */
function isConnectionString(value: string): boolean {
  try {
    const { username, password, hostname, pathname } = new URL(value);
    for (const part of [username, password, hostname, pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z
      .string()
      .regex(/^\d{1,5}$/, "must be a port number")
      .transform(Number)
      .refine((value) => value <= 65_535, "must be a port number, 65535 at most")
      .default(3000),
  ),
  HOST: optionalText.transform((value) => value ?? "127.0.0.1"),
  POSTERN_PUBLIC_URL: optionalText.pipe(z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional()),
  POSTERN_DATA_DIR: optionalText.transform((value) => value ?? ".data"),
  DATABASE_URL: optionalText.pipe(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
      .refine(isConnectionString, "must be such as postgresql://user:password@host:5432/name, with special characters percent-encoded")
      .optional(),
  ),
  POSTERN_DATABASE_POOL_SIZE: optionalText.pipe(
    z
      .string()
      .regex(/^\d{1,4}$/, "must be a number of connections")
      .transform(Number)
      .refine((value) => value >= 2 && value <= 1_000, "must be between 2 and 1000")
      .optional(),
  ),
  POSTERN_SECRET_KEY: optionalText.pipe(z.string().refine(isKey, "must be 32 bytes in base64 (openssl rand -base64 32)").optional()),
  POSTERN_ADMIN_EMAIL: optionalText.pipe(z.email("must be an e-mail address").default("admin@example.com")),
  POSTERN_ADMIN_PASSWORD: optionalText.pipe(z.string().min(8, "must have at least 8 characters").optional()),
  POSTERN_API_TOKEN: optionalText.pipe(z.string().min(32, "must have at least 32 characters").optional()),
  POSTERN_ORG_ID: optionalText.pipe(
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -")
      .optional(),
  ),
  POSTERN_ALLOWED_PRIVATE_NETWORKS: cidrList,
  POSTERN_REQUIRE_HTTPS: flag,
  POSTERN_STATIC_IP_PROXY_URL: optionalText.pipe(z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional()),
  POSTERN_RETENTION_DAYS: days,
  POSTERN_RETENTION_BODIES_DAYS: days,
  POSTERN_RETENTION_SKIPPED_DAYS: days,
  POSTERN_RETENTION_AUDIT_LOG_DAYS: days,
  AUTH_OIDC_ISSUER: optionalText.pipe(z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional()),
  AUTH_OIDC_CLIENT_ID: optionalText,
  AUTH_OIDC_CLIENT_SECRET: optionalText,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  INNGEST_DEV: optionalText,
  INNGEST_EVENT_KEY: optionalText,
  INNGEST_SIGNING_KEY: optionalText,
  INNGEST_SERVE_ORIGIN: optionalText.pipe(z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional()),
});

/** Checks whether INNGEST_DEV asks for the dev server. Inngest's SDK takes 0 and false for no, and 1, true or an address for yes. */
const isDevServer = (value: string | undefined) => value !== undefined && !["0", "false"].includes(value.trim().toLowerCase());

const OIDC_VARIABLES = ["AUTH_OIDC_ISSUER", "AUTH_OIDC_CLIENT_ID", "AUTH_OIDC_CLIENT_SECRET"] as const;

/**
 * The schema with what one variable says about another, such as those that must come in pairs. A single key would count as none,
 * and the embedded host would run although Inngest was meant to.
 */
const schemaWithPairs = schema.superRefine((values, { addIssue }) => {
  const given = OIDC_VARIABLES.filter((name) => values[name]);
  for (const path of given.length > 0 ? OIDC_VARIABLES : []) {
    if (!values[path]) addIssue({ code: "custom", path: [path], message: `must be set, since ${given[0]} is` });
  }
  const { deliveryDays } = retentionOf(values);
  for (const path of ["POSTERN_RETENTION_BODIES_DAYS", "POSTERN_RETENTION_SKIPPED_DAYS"] as const) {
    if ((values[path] ?? 0) <= deliveryDays) continue;
    addIssue({ code: "custom", path: [path], message: `must not be more than POSTERN_RETENTION_DAYS, which is ${deliveryDays}` });
  }
  if (isDevServer(values.INNGEST_DEV)) return;
  const requireKey = (path: string, given: string) => addIssue({ code: "custom", path: [path], message: `must be set, since ${given} is` });
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = values;
  if (INNGEST_EVENT_KEY && !INNGEST_SIGNING_KEY) requireKey("INNGEST_SIGNING_KEY", "INNGEST_EVENT_KEY");
  if (INNGEST_SIGNING_KEY && !INNGEST_EVENT_KEY) requireKey("INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY");
});

export interface Env {
  nodeEnv: "development" | "production" | "test";
  port: number;
  host: string;
  publicUrl: string;
  /** True when browsers reach the portal over https, so that its cookies and its address are kept to https. */
  isPublicUrlHttps: boolean;
  dataDir: string;
  databaseUrl: string | undefined;
  /** The most connections that a process has to its database; undefined leaves it to the default. */
  databasePoolSize: number | undefined;
  secretKey: string | undefined;
  adminEmail: string;
  adminPassword: string | undefined;
  apiToken: string | undefined;
  organizationId: string | undefined;
  allowedPrivateNetworks: string[];
  isHttpsRequired: boolean;
  /** The proxy for webhooks with a static IP; undefined when there is none. */
  staticIpProxyUrl: string | undefined;
  /** For how long history is kept, at most. */
  retention: Retention;
  /** The OpenID Connect provider that also signs people in; undefined when they have passwords alone. */
  oidc: { issuer: string; clientId: string; clientSecret: string } | undefined;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** True when Inngest (cloud, self-hosted or its dev server) runs the functions instead of the embedded host. */
  isInngestConfigured: boolean;
  /** The address at which Inngest reaches the web processes; undefined when it is the public address. */
  inngestServeOrigin: string | undefined;
}

/**
 * Reads and checks the variables; `source` is for tests. Throws one Error whose message has a line for each wrong variable, with
 * its name and the rule that it breaks.
 */
export function loadEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = schemaWithPairs.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(lines.join("\n"));
  }
  const values = parsed.data;
  const publicUrl = (
    values.POSTERN_PUBLIC_URL ?? `http://${values.HOST.includes(":") ? `[${values.HOST}]` : values.HOST}:${values.PORT}`
  ).replace(/\/+$/, "");
  return {
    nodeEnv: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    publicUrl,
    isPublicUrlHttps: /^https:/i.test(publicUrl),
    dataDir: values.POSTERN_DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.POSTERN_DATABASE_POOL_SIZE,
    secretKey: values.POSTERN_SECRET_KEY,
    adminEmail: values.POSTERN_ADMIN_EMAIL.toLowerCase(),
    adminPassword: values.POSTERN_ADMIN_PASSWORD,
    apiToken: values.POSTERN_API_TOKEN,
    organizationId: values.POSTERN_ORG_ID,
    allowedPrivateNetworks: values.POSTERN_ALLOWED_PRIVATE_NETWORKS,
    isHttpsRequired: values.POSTERN_REQUIRE_HTTPS,
    staticIpProxyUrl: values.POSTERN_STATIC_IP_PROXY_URL,
    retention: retentionOf(values),
    oidc: oidcOf(values),
    logLevel: values.LOG_LEVEL,
    isInngestConfigured: isDevServer(values.INNGEST_DEV) || values.INNGEST_SIGNING_KEY !== undefined,
    inngestServeOrigin: values.INNGEST_SERVE_ORIGIN,
  };
}

/** Returns for how long history is kept. What is not said is kept as long as usual, and nothing longer than the deliveries. */
function retentionOf(values: z.output<typeof schema>): Retention {
  const deliveryDays = values.POSTERN_RETENTION_DAYS ?? 28;
  return {
    deliveryDays,
    bodyDays: values.POSTERN_RETENTION_BODIES_DAYS ?? Math.min(7, deliveryDays),
    skippedDays: values.POSTERN_RETENTION_SKIPPED_DAYS ?? Math.min(3, deliveryDays),
    auditLogDays: values.POSTERN_RETENTION_AUDIT_LOG_DAYS ?? 365,
  };
}

function oidcOf(values: z.output<typeof schema>): Env["oidc"] {
  const { AUTH_OIDC_ISSUER: issuer, AUTH_OIDC_CLIENT_ID: clientId, AUTH_OIDC_CLIENT_SECRET: clientSecret } = values;
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined;
}
