import { findReferences } from "@/domain/environment/references";
import { PosternError } from "@/domain/errors";
import type { MovedOrigins } from "@/domain/webhook/moved-origins";
import { type Destination, destinationsOf } from "@/domain/webhook/referring-texts";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findMisdirected } from "@/server/environment/find-misdirected";
import { NO_VARIABLES, readVariables } from "@/server/environment/resolve-references";
import type { OpenedVariable } from "@/server/environment/sealed-variable";
import type { Database, Transaction } from "@/server/platform/db";

type Configured = Pick<WebhookConfiguration, "url" | "auth" | "payloadConfiguration">;

/**
 * Checks that a changed webhook names no secret variable that the actor may not have sent there. Whoever names one sends its value
 * to an endpoint of their choice, so that is for owners and tokens with the scope admin. One that the webhook has named before,
 * for the same destination at the same origin, may stay. `before` is null for a new webhook.
 *
 * Throws PosternError `invalid_input` where a variable is bound to other hosts, and `forbidden`, with a fault for each place.
 */
export async function assertMayName(input: {
  ctx: Context;
  db: Database | Transaction;
  before: Configured | null;
  after: Configured;
  moved: MovedOrigins;
}): Promise<void> {
  const { ctx, db, before, after, moved } = input;
  const old = before ? destinationsOf(before) : [];
  const destinations = destinationsOf(after).map((destination) => {
    const { name, texts } = destination;
    const known = new Set(moved[name] ? [] : keysOf(old.filter((other) => other.name === name)));
    return { ...destination, texts: texts.filter(({ text }) => findReferences(text).some((key) => !known.has(key))), known };
  });
  if (destinations.every(({ texts }) => texts.length === 0)) return;

  const { organizationId } = ctx.tenant;
  const wanted = new Map([[organizationId, new Set(keysOf(destinationsOf(after)))]]);
  const variables = (await readVariables({ db, vault: ctx.vault, wanted })).get(organizationId) ?? NO_VARIABLES;
  const misdirected = destinations.flatMap((destination) =>
    findMisdirected({ destination, variables }).filter(({ key }) => !destination.known.has(key)),
  );
  const [first] = misdirected;
  if (first) throw new PosternError("invalid_input", `${first.path}: ${first.message}`, { faults: misdirected.map(toFault) });

  if (isAllowed(ctx.actor, "admin")) return;
  const secret = destinations.flatMap(({ texts, known }) =>
    texts.flatMap(({ path, text }) =>
      findReferences(text)
        .filter((key) => !known.has(key) && isSecret(variables.get(key)))
        .map((key) => ({ path, message: refusalOf(key) })),
    ),
  );
  const [refused] = secret;
  if (refused) throw new PosternError("forbidden", `${refused.path}: ${refused.message}`, { faults: secret });
}

function keysOf(destinations: readonly Destination[]): string[] {
  return destinations.flatMap(({ texts }) => texts.flatMap(({ text }) => findReferences(text)));
}

/** Checks whether nobody may read the variable. One that cannot be opened may be secret. */
function isSecret(variable: OpenedVariable | null | undefined): boolean {
  return variable === null || variable?.isSecret === true;
}

function toFault({ path, message }: { path: string; message: string }) {
  return { path, message };
}

function refusalOf(key: string): string {
  return `The environment variable ${key} is secret, and would be sent to this endpoint. Only an owner may name it here: ask one, or use an API token with the scope "admin".`;
}
