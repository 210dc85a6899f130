"use client";

import { testOAuthAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { TestConnection } from "@/components/webhook/test-connection";

/** Shows a button that tests the OAuth connection of a saved webhook. */
export function TestSavedConnection({ configId }: { configId: string }) {
  const hint = "Fetches an access token as it is saved, and forgets it. Nothing is sent to the endpoint.";
  return <TestConnection run={() => testOAuthAction(configId)} hint={hint} />;
}
