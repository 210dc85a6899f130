import { type InputFault, PosternError } from "@/domain/errors";
import { DEFAULT_TIMEOUT_SECONDS } from "@/domain/webhook/delivery-settings";
import { checkablePart } from "@/domain/webhook/endpoint-url";
import type { WebhookSettings } from "@/domain/webhook/webhook-config";
import type { Webhook } from "@/prisma/generated/client";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { checkEndpointUrl } from "@/server/egress/check-endpoint-url";
import { checkTokenEndpoint } from "@/server/oauth/check-token-endpoint";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

type Settings = Pick<WebhookSettings, "url" | "auth" | "enableStaticIP" | "timeoutSeconds">;

/**
 * Checks that this installation can deliver with these settings, and that the actor may ask for them. `stored` is the webhook as
 * it is, null for a new one. Throws PosternError `invalid_input` with a fault for each wrong place, `forbidden` for a time limit
 * that only owners may set (contract.md, "Time").
 */
export function assertDeliverable(input: { ctx: Context; settings: Settings; stored: Webhook | null }): void {
  const { ctx, settings, stored } = input;
  const faults = findFaults(ctx, settings);
  const [first] = faults;
  if (first) throw new PosternError("invalid_input", `${first.path}: ${first.message}`, { faults });

  const allowedSeconds = Math.max(DEFAULT_TIMEOUT_SECONDS, stored ? readConfiguration(stored).timeoutSeconds : 0);
  if ((settings.timeoutSeconds ?? 0) <= allowedSeconds || isAllowed(ctx.actor, "admin")) return;
  throw new PosternError(
    "forbidden",
    `Only an owner may raise timeoutSeconds above ${allowedSeconds}: choose less, ask an owner, or use an API token with the scope "admin".`,
  );
}

function findFaults({ egressPolicy: policy, hasStaticIp }: Context, { url, auth, enableStaticIP }: Settings): InputFault[] {
  const part = url === null ? null : checkablePart(url);
  const tokenEndpoint = auth.authType === "OAUTH_CLIENT_CREDENTIALS" ? auth.endpoint : null;
  const messages: [path: string, message: string | null][] = [
    ["url", part && checkEndpointUrl({ url: part, policy })],
    ["auth.oauthConfig.endpoint", tokenEndpoint && checkTokenEndpoint({ url: tokenEndpoint, policy })],
    ["enableStaticIP", enableStaticIP && !hasStaticIp ? NO_STATIC_IP : null],
  ];
  return messages.flatMap(([path, message]) => (message ? [{ path, message }] : []));
}

const NO_STATIC_IP =
  "This installation has no static IP address. Leave this off, or have the operator set POSTERN_STATIC_IP_PROXY_URL to a proxy that has one.";
