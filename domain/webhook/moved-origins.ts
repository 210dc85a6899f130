import type { DestinationName } from "@/domain/webhook/referring-texts";
import type { ConfiguredAuth } from "@/domain/webhook/webhook-auth";

/** The destinations of a webhook that a change leads to another origin. */
export type MovedOrigins = Readonly<Record<DestinationName, boolean>>;

export const NOTHING_MOVED: MovedOrigins = { url: false, tokenEndpoint: false };

/** The address of each destination; null where there is none. */
export type Addresses = Readonly<Record<DestinationName, string | null>>;

/** The paths of the addresses in a WebhookConfig. */
export const ADDRESS_PATHS = { url: "url", tokenEndpoint: "auth.oauthConfig.endpoint" } as const satisfies Record<DestinationName, string>;

type Addressed = { url: string | null; auth: Pick<ConfiguredAuth, "authType"> & { endpoint?: string } };

/** Returns the addresses of a webhook, from its configuration or from what is asked for. */
export function addressesOf({ url, auth }: Addressed): Addresses {
  return { url, tokenEndpoint: auth.authType === "OAUTH_CLIENT_CREDENTIALS" ? (auth.endpoint ?? null) : null };
}
