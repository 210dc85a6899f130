import { expect, it } from "vitest";
import { EMPTY_WEBHOOK } from "@/components/webhook/webhook-form-values";
import { withoutSecrets } from "@/components/webhook/without-secrets";

it("no secret is in what is kept of a form, and a reference to one is", () => {
  const auth = {
    ...EMPTY_WEBHOOK.auth,
    basicAuthConfig: { username: "ann", password: "hunter2" },
    apiKeyConfig: { keyName: "X-Key", keyValue: "{{ env.erp_key }}" },
    oauthConfig: { ...EMPTY_WEBHOOK.auth.oauthConfig, clientId: "c", clientSecret: "s3cret" },
  };
  const kept = withoutSecrets({ ...EMPTY_WEBHOOK, auth });
  expect(JSON.stringify(kept)).not.toMatch(/hunter2|s3cret/);
  expect(kept.auth).toMatchObject({
    basicAuthConfig: { username: "ann" },
    apiKeyConfig: { keyValue: "{{ env.erp_key }}" },
    oauthConfig: { clientId: "c" },
  });
});
