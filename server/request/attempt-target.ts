import type { FailureCode } from "@/domain/delivery/failure-codes";
import { compileFilter } from "@/domain/filter/compile-filter";
import { webhookStatus } from "@/domain/webhook/webhook-config";
import type { Prisma } from "@/prisma/generated/client";
import type { EgressClient } from "@/server/egress/egress-client";
import { NO_VARIABLES, readVariables, VariableError, type Variables } from "@/server/environment/resolve-references";
import { type AccessTokenResult, createAccessTokens } from "@/server/oauth/access-tokens";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import { KnownSecrets } from "@/server/platform/secret-forms";
import type { Vault } from "@/server/platform/vault";
import type { MessageSettings } from "@/server/request/build-message";
import { withPlainVariables } from "@/server/request/plain-variables";
import { type OpenedEndpoint, type ResolvedEndpoint, resolveEndpoint, toEndpoint } from "@/server/request/resolve-endpoint";
import { signingSecretPurpose } from "@/server/signing/signing-secret";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import {
  DEFAULT_CONFIGURATION,
  openConfiguration,
  readConfiguration,
  type StoredConfiguration,
} from "@/server/webhook-row/stored-configuration";

/** A webhook as an attempt uses it, with its secrets opened and its references resolved. It never leaves the process. */
export interface AttemptTarget extends Omit<ResolvedEndpoint, "tokenRequest">, MessageSettings {
  version: number;
  /** The configuration as stored. Its sealed values are opened only in `customHeaders`, and where tokens are fetched. */
  configuration: StoredConfiguration;
  /** Returns the access token to send. Null when the authentication is not OAuth. `refused` is a token that the endpoint did not accept. */
  getAccessToken: ((input: { timeoutMs: number; refused?: string }) => Promise<AccessTokenResult>) | null;
  /** The `whsec_…` texts, each with the time (Unix milliseconds) after which it no longer signs because it was rotated out. */
  signingSecrets: readonly { secret: string; validUntilMs: number }[];
  /** The reason why nothing can be sent; null when there is none. */
  obstacle: { code: FailureCode; message: string } | null;
}

/** The webhook of an attempt, and the version of its configuration that is to be used. */
interface WebhookReference {
  organizationId: string;
  webhookId: string;
  webhookVersion: number;
}

/**
 * The opened webhooks, kept by version so that secrets are not decrypted for every delivery, with their access tokens. A process
 * has one.
 */
export interface TargetCache {
  /**
   * Returns the targets of these claims by webhook id, with environment variables as they are now. A webhook that is gone from
   * the database has none.
   */
  load(claims: readonly WebhookReference[]): Promise<ReadonlyMap<string, AttemptTarget>>;
  /** Returns the target of a given row, saved or not. Keeps nothing of it. */
  openRow(row: WebhookRow): Promise<AttemptTarget>;
}

/** A webhook as it is stored, with its signing secrets. */
export type WebhookRow = Prisma.WebhookGetPayload<{ include: { signingSecrets: true } }>;

/** A webhook as it is kept. `endpoint` is set when its variables have to be resolved each time; `target` is then incomplete. */
interface OpenedWebhook {
  organizationId: string;
  id: string;
  target: AttemptTarget;
  endpoint: OpenedEndpoint | null;
}

const NO_SECRETS = new KnownSecrets([]);
const NOTHING_TO_CALL = { url: "", requestUrl: "", authHeader: null, customHeaders: [], viaStaticIp: false, secrets: NO_SECRETS } as const;

/** The target of a delivery whose webhook is gone from the database altogether. */
export const WITHOUT_WEBHOOK: AttemptTarget = {
  ...NOTHING_TO_CALL,
  httpMethod: "POST",
  version: 0,
  configuration: DEFAULT_CONFIGURATION,
  getAccessToken: null,
  signingSecrets: [],
  filter: null,
  plainVariables: null,
  obstacle: { code: "WEBHOOK_DELETED", message: "The webhook does not exist any more." },
};

const MAX_CACHED = 20_000;

export function createTargetCache(input: { db: Database; vault: Vault; clock: Clock; egress: EgressClient }): TargetCache {
  const { db, vault } = input;
  const cache = new Map<string, OpenedWebhook>();
  const accessTokens = createAccessTokens(input);

  async function open(claims: ReadonlyMap<string, WebhookReference>): Promise<OpenedWebhook[]> {
    const rows = await db.webhook.findMany({
      where: {
        organizationId: { in: [...new Set([...claims.values()].map((claim) => claim.organizationId))] },
        id: { in: [...claims.keys()] },
      },
      include: { signingSecrets: true },
    });
    if (cache.size + rows.length > MAX_CACHED) cache.clear();
    return rows.map((row) => {
      const opened = openWebhook(row);
      cache.set(row.id, opened);
      return opened;
    });
  }

  function openWebhook(row: WebhookRow): OpenedWebhook {
    const { id, organizationId, version, authSecret } = row;
    const configuration = readConfiguration(row);
    const target: AttemptTarget = {
      ...WITHOUT_WEBHOOK,
      version,
      configuration,
      url: configuration.url ?? "",
      httpMethod: configuration.httpMethod,
      filter: compileFilter({ filter: configuration.filter, conditions: configuration.filterConditions }),
      obstacle: obstacleOf(row, configuration),
    };
    if (target.obstacle) return { id, organizationId, target, endpoint: null };
    try {
      target.signingSecrets = row.signingSecrets.map(({ secret, validUntil }) => ({
        secret: vault.open(secret, signingSecretPurpose(id)),
        validUntilMs: validUntil?.getTime() ?? Number.POSITIVE_INFINITY,
      }));
      const secret = authSecret === null ? null : openAuthSecret({ vault, webhookId: id, sealed: authSecret });
      const endpoint = toEndpoint({ configuration: openConfiguration({ vault, webhookId: id, stored: configuration }), secret });
      const opened = { id, organizationId, target, endpoint };
      return endpoint.variableKeys.length > 0 ? opened : { ...opened, target: resolve(opened, NO_VARIABLES), endpoint: null };
    } catch (error) {
      return { id, organizationId, target: { ...target, obstacle: cannotOpen(error) }, endpoint: null };
    }
  }

  function resolve({ id, organizationId, target, endpoint }: OpenedWebhook, variables: Variables): AttemptTarget {
    if (!endpoint) return target;
    try {
      const webhook = { id, version: target.version };
      const { tokenRequest: request, ...resolved } = resolveEndpoint({ endpoint, variables, webhook });
      const getAccessToken: AttemptTarget["getAccessToken"] =
        request && ((wanted) => accessTokens.get({ organizationId, webhookId: id, request, ...wanted }));
      return { ...target, ...resolved, getAccessToken };
    } catch (error) {
      if (!(error instanceof VariableError)) return { ...target, obstacle: cannotOpen(error) };
      return { ...target, obstacle: { code: "UNRESOLVED_VARIABLE", message: error.message } };
    }
  }

  /** Resolves the variables of all these webhooks with one read. */
  async function resolveAll(referring: readonly OpenedWebhook[], targets: Map<string, AttemptTarget>): Promise<void> {
    const wanted = new Map<string, Set<string>>();
    for (const { organizationId, endpoint } of referring) {
      const keys = wanted.get(organizationId) ?? new Set();
      for (const key of endpoint?.variableKeys ?? []) keys.add(key);
      wanted.set(organizationId, keys);
    }
    const found = await readVariables({ db, vault, wanted });
    for (const opened of referring) targets.set(opened.id, resolve(opened, found.get(opened.organizationId) ?? NO_VARIABLES));
  }

  return {
    async load(claims) {
      const targets = new Map<string, AttemptTarget>();
      const missing = new Map<string, WebhookReference>();
      const referring = new Map<string, OpenedWebhook>();
      for (const claim of claims) {
        const known = cache.get(claim.webhookId);
        if (!known || known.target.version < claim.webhookVersion) missing.set(claim.webhookId, claim);
        else if (known.endpoint) referring.set(known.id, known);
        else targets.set(claim.webhookId, known.target);
      }
      if (missing.size > 0) {
        for (const opened of await open(missing)) {
          if (opened.endpoint) referring.set(opened.id, opened);
          else targets.set(opened.id, opened.target);
        }
      }
      if (referring.size > 0) await resolveAll([...referring.values()], targets);
      return withPlainVariables({ db, vault, claims, targets });
    },

    async openRow(row) {
      const opened = openWebhook(row);
      const targets = new Map([[row.id, opened.target]]);
      if (opened.endpoint) await resolveAll([opened], targets);
      const { id: webhookId, organizationId } = row;
      const complete = await withPlainVariables({ db, vault, claims: [{ webhookId, organizationId }], targets });
      return complete.get(webhookId) ?? opened.target;
    },
  };
}

function cannotOpen(error: unknown): AttemptTarget["obstacle"] {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: "INTERNAL_ERROR", message: `The webhook's secrets could not be opened. ${reason}` };
}

function obstacleOf(row: WebhookRow, configuration: StoredConfiguration): AttemptTarget["obstacle"] {
  const { authSecret, enabled, deletedAt } = row;
  if (deletedAt) return { code: "WEBHOOK_DELETED", message: "The webhook was deleted before this delivery succeeded." };
  switch (webhookStatus({ configuration, hasAuthSecret: authSecret !== null, enabled })) {
    case "active":
      return null;
    case "inactive":
      return { code: "WEBHOOK_DISABLED", message: "The webhook was disabled before this delivery succeeded." };
    case "incomplete":
      return {
        code: "WEBHOOK_DISABLED",
        message: configuration.url === null ? "The webhook has no URL." : "The webhook's credentials are missing.",
      };
  }
}
