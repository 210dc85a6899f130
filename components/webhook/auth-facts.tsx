import type { ReactNode } from "react";
import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { AUTH_NAME } from "@/components/webhook/auth-label";
import { shownValue } from "@/components/webhook/shown-value";
import { hasAuthorizationParameter } from "@/domain/webhook/oauth-config";
import { shownParameters } from "@/domain/webhook/shown-values";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** Shows how the endpoint recognises the caller. It tells whether secrets are set, as far as that is known, never their values. */
export function AuthFacts({ webhook, action }: { webhook: WebhookConfig; action: ReactNode }) {
  const { authType, basicAuthConfig, apiKeyConfig, oauthConfig } = webhook.auth;
  const parameters = shownParameters(oauthConfig?.customParameterList ?? []);
  return (
    <FactGroup title="Authentication" action={action}>
      <Fact name="Kind">{AUTH_NAME[authType]}</Fact>
      {basicAuthConfig && (
        <>
          <Fact name="User name">
            <Code>{basicAuthConfig.username}</Code>
          </Fact>
          <Secret name="Password" reference={basicAuthConfig.password} webhook={webhook} />
        </>
      )}
      {apiKeyConfig && (
        <>
          <Fact name="Header name">
            <Code>{apiKeyConfig.keyName}</Code>
          </Fact>
          <Secret name="Value" reference={apiKeyConfig.keyValue} webhook={webhook} />
        </>
      )}
      {oauthConfig && (
        <>
          <Fact name="Token endpoint">
            <Code>
              {oauthConfig.httpMethod} {oauthConfig.endpoint}
            </Code>
          </Fact>
          <Fact name="Client ID">
            <Code>{oauthConfig.clientId}</Code>
          </Fact>
          {hasAuthorizationParameter(parameters) ? (
            <Fact name="Client secret">Not sent: the Authorization parameter says who the client is.</Fact>
          ) : (
            <Secret name="Client secret" reference={oauthConfig.clientSecret} webhook={webhook} />
          )}
          {parameters.length > 0 && (
            <Fact name="Custom parameters">
              <ul className="grid min-w-0 gap-1.5">
                {parameters.map(({ type, key, value }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two parameters may be alike, and their order does not change here
                  <li key={index} className="min-w-0">
                    <span className="mr-2 inline-block rounded bg-hover px-1.5 text-2xs text-ink-muted leading-5">{type}</span>
                    <Code>
                      {key}: {shownValue(value)}
                    </Code>
                  </li>
                ))}
              </ul>
            </Fact>
          )}
        </>
      )}
    </FactGroup>
  );
}

function Secret({ name, reference, webhook }: { name: string; reference: string | undefined; webhook: WebhookConfig }) {
  return (
    <Fact name={name}>
      {reference === undefined ? (
        describeSecret(webhook)
      ) : (
        <span>
          Taken from <Code>{reference}</Code>
        </span>
      )}
    </Fact>
  );
}

/**
 * Returns what is known of a webhook's secret. A webhook without an address is incomplete with or without its secret, and no answer tells
 * which.
 */
function describeSecret({ status, url }: WebhookConfig): string {
  if (status !== "incomplete") return "Set";
  return url === undefined ? "Never shown" : "Not set: nothing is delivered.";
}
