"use client";

import Link from "next/link";
import { useState } from "react";
import { createWebhookAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { DeliveryLimits } from "@/components/webhook/delivery-fields";
import type { EventTypeOption } from "@/components/webhook/event-type";
import { SigningSecretOnce } from "@/components/webhook/signing-secret-once";
import { WebhookForm } from "@/components/webhook/webhook-form";

/** The form, and in its place, once the webhook exists, its signing secret. */
export function CreateWebhook({
  types,
  organizationId,
  limits,
}: {
  types: readonly EventTypeOption[];
  organizationId: string;
  limits: DeliveryLimits;
}) {
  const [created, setCreated] = useState<{ id: string; signingSecret: string } | null>(null);
  if (created) {
    const next = (
      <Button asChild variant="primary">
        <Link href={`/settings/api/webhooks/${created.id}`}>Go to the webhook</Link>
      </Button>
    );
    return <SigningSecretOnce secret={created.signingSecret} next={next} />;
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
        types={types}
        organizationId={organizationId}
        limits={limits}
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
