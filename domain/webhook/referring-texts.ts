import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";

/** Returns every text of a configuration in which an attempt replaces references with environment variables. */
export function referringTexts(configuration: Pick<WebhookConfiguration, "url" | "auth" | "payloadConfiguration">): string[] {
  const { url, auth, payloadConfiguration } = configuration;
  const texts = [url ?? "", ...Object.values(payloadConfiguration.custom_headers)];
  if (auth.authType === "NONE") return texts;
  if (auth.secretReference !== null) texts.push(auth.secretReference);
  if (auth.authType === "BASIC") texts.push(auth.username);
  if (auth.authType !== "OAUTH_CLIENT_CREDENTIALS") return texts;
  return [...texts, auth.clientId, auth.endpoint, ...auth.customParameters.map(({ value }) => value)];
}
