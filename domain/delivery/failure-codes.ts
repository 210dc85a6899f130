/** The codes that a delivery or an attempt can fail with (contract.md, "Codes"). */
export const FAILURE_CODES = [
  "TIMEOUT",
  "DNS_ERROR",
  "CONNECTION_ERROR",
  "TLS_ERROR",
  "BLOCKED_ADDRESS",
  "HTTP_ERROR",
  "REDIRECT_NOT_FOLLOWED",
  "OAuthTokenExchangeError",
  "TRANSFORM_ERROR",
  "UNRESOLVED_VARIABLE",
  "WEBHOOK_GONE",
  "WEBHOOK_DISABLED",
  "WEBHOOK_DELETED",
  "INTERNAL_ERROR",
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** The cause behind a code and the remedy, for an admin. */
export interface FailureExplanation {
  cause: string;
  fix: string;
}

export const FAILURE_EXPLANATIONS = {
  TIMEOUT: {
    cause: "The endpoint did not answer within the time limit.",
    fix: "Answer with 2xx at once and do the work afterwards. If the endpoint needs longer, raise the webhook's time limit.",
  },
  DNS_ERROR: {
    cause: "The endpoint's host name could not be resolved.",
    fix: "Check the spelling of the host name in the URL, and that its DNS record exists and is public.",
  },
  CONNECTION_ERROR: {
    cause: "No connection could be made to the endpoint, or it broke before the endpoint had answered.",
    fix: "Check that the server is running, that it listens on the URL's port, and that no firewall or proxy closes the connection.",
  },
  TLS_ERROR: {
    cause: "A secure connection could not be made: the endpoint's certificate is not valid for its name, or the handshake failed.",
    fix: "Install a certificate that a public authority issued for this host name, with its intermediate certificates, and check that it has not expired.",
  },
  BLOCKED_ADDRESS: {
    cause: "Deliveries may not reach this address: it is private, local or reserved, or the URL is of a kind that is refused.",
    fix: "Use a public address. To reach an internal one, the operator adds its network to POSTERN_ALLOWED_PRIVATE_NETWORKS.",
  },
  HTTP_ERROR: {
    cause: "The endpoint answered with a status that does not count as success.",
    fix: "Look at the answer's body and at the endpoint's own log: 401 or 403 means wrong credentials, 404 a wrong path, 5xx a fault in the endpoint.",
  },
  REDIRECT_NOT_FOLLOWED: {
    cause: "The endpoint answered with a redirect, and redirects are never followed.",
    fix: "Set the webhook's URL to the address that the redirect's Location header names.",
  },
  OAuthTokenExchangeError: {
    cause: "The access token could not be fetched, so nothing was sent.",
    fix: "Test the connection in the webhook's authentication settings: check the token endpoint, client id, client secret and custom parameters.",
  },
  TRANSFORM_ERROR: {
    cause: "The webhook's transformation failed on this event, so nothing was sent.",
    fix: "Correct the JSONata expression with this event in the preview, then replay with the current transformation.",
  },
  UNRESOLVED_VARIABLE: {
    cause: "The configuration refers to an environment variable that does not exist or is bound to other hosts, so nothing was sent.",
    fix: "Create the variable in the settings, correct its name in the webhook's configuration, or add the host to those of the variable.",
  },
  WEBHOOK_GONE: {
    cause: "The endpoint answered 410 Gone: it wants no more deliveries, and the webhook was disabled.",
    fix: "If the endpoint is to be used again, correct its URL, enable the webhook and replay.",
  },
  WEBHOOK_DISABLED: {
    cause: "The webhook was disabled before this delivery succeeded.",
    fix: "Enable the webhook, then replay the delivery.",
  },
  WEBHOOK_DELETED: {
    cause: "The webhook was deleted before this delivery succeeded.",
    fix: "Create a webhook for the endpoint and publish the event again.",
  },
  INTERNAL_ERROR: {
    cause: "Postern could not carry out the attempt.",
    fix: "Nothing is wrong with the endpoint; it is tried again by the retry policy. If it repeats, the operator finds the reason in Postern's log.",
  },
} as const satisfies Record<FailureCode, FailureExplanation>;

export function isFailureCode(value: string): value is FailureCode {
  return (FAILURE_CODES as readonly string[]).includes(value);
}
