"use client";

import { useState } from "react";
import { createWebhookAction, testUnsavedOAuthAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { PreviewFault } from "@/app/(portal)/settings/api/webhooks/preview-fault";
import { createPreviewSource } from "@/app/(portal)/settings/api/webhooks/preview-source";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import type { DeliveryLimits } from "@/components/webhook/delivery-fields";
import type { EventTypeOption } from "@/components/webhook/event-type";
import { WebhookCreated } from "@/components/webhook/webhook-created";
import { WebhookForm } from "@/components/webhook/webhook-form";
import { EMPTY_WEBHOOK } from "@/components/webhook/webhook-form-values";

const SOURCE = createPreviewSource();
const WORDS = { form: "New webhook", submit: "Create webhook", enabled: "Events are delivered from the moment you create it." };

/**
 * Shows the form of a new webhook, with `url` filled in where it is given. Once the webhook exists, it shows its signing secret
 * instead.
 */
export function CreateWebhook({
  types,
  limits,
  draftKey,
  url = "",
}: {
  types: readonly EventTypeOption[];
  limits: DeliveryLimits;
  draftKey: string;
  url?: string | undefined;
}) {
  const [created, setCreated] = useState<{ id: string; signingSecret: string } | null>(null);
  if (created) {
    const next = (
      <Button asChild variant="primary">
        <Link href={`/settings/api/webhooks/${created.id}`}>Go to the webhook</Link>
      </Button>
    );
    return <WebhookCreated secret={created.signingSecret} next={next} />;
  }
  const cancel = (
    <Button asChild variant="ghost">
      <Link href="/settings/api/webhooks">Cancel</Link>
    </Button>
  );
  return (
    <>
      <PageHeader title="Create a webhook" />
      <WebhookForm
        initial={{ ...EMPTY_WEBHOOK, url }}
        types={types}
        limits={limits}
        words={WORDS}
        source={SOURCE}
        draft={{ key: draftKey, base: url }}
        previewFault={(error, retry) => <PreviewFault error={error} onRetry={retry} />}
        onTestOAuth={testUnsavedOAuthAction}
        onSubmit={createWebhookAction}
        onSaved={(webhook) => {
          setCreated(webhook);
          window.scrollTo(0, 0);
        }}
        cancel={cancel}
      />
    </>
  );
}
