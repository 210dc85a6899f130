import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { hasReference } from "@/domain/environment/references";
import { trimPasted } from "@/domain/trim-pasted";
import { isSameOrigin } from "@/domain/webhook/endpoint-origin";
import type { MovedOrigins } from "@/domain/webhook/moved-origins";

type Addressed = Pick<WebhookFormValues, "url"> & { auth: { oauthConfig: Pick<WebhookFormValues["auth"]["oauthConfig"], "endpoint"> } };

/**
 * Returns the addresses of the form that surely lead to another origin than the saved ones. What a variable stands for is not known
 * here: where it decides, the server does.
 */
export function movedInForm({ saved, typed }: { saved: Addressed; typed: Addressed }): MovedOrigins {
  return {
    url: isMoved(saved.url, typed.url),
    tokenEndpoint: isMoved(saved.auth.oauthConfig.endpoint, typed.auth.oauthConfig.endpoint),
  };
}

function isMoved(savedText: string, typedText: string): boolean {
  const [saved, typed] = [trimPasted(savedText), trimPasted(typedText)];
  if (typed === "" || beginningOf(saved) === beginningOf(typed)) return false;
  if (hasReference(beginningOf(saved)) || hasReference(beginningOf(typed)) || !URL.canParse(typed)) return false;
  return !isSameOrigin(saved, typed);
}

/** Returns the part of an address that decides on its origin. */
function beginningOf(address: string): string {
  return /^(?:https?:\/\/)?[^/?#]*/i.exec(address)?.[0] ?? "";
}
