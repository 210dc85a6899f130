import type { Metadata } from "next";
import { readWebhook } from "@/app/(portal)/settings/api/webhooks/[configId]/read-webhook";
import { SigningSecret } from "@/app/(portal)/settings/api/webhooks/[configId]/signing/signing-secret";
import { WebhookFrame } from "@/app/(portal)/settings/api/webhooks/[configId]/webhook-frame";
import { PlatformKeyPanel } from "@/components/signing/platform-key-panel";
import { VerifyGuide } from "@/components/signing/verify-guide";
import { getPlatformKeys } from "@/server/signing/get-platform-keys";
import { listSigningSecrets } from "@/server/webhook/list-signing-secrets";

export async function generateMetadata({ params }: PageProps<"/settings/api/webhooks/[configId]/signing">): Promise<Metadata> {
  const { webhook } = await readWebhook((await params).configId);
  return { title: `${webhook.name}: signing` };
}

export default async function WebhookSigningPage({ params }: PageProps<"/settings/api/webhooks/[configId]/signing">) {
  const { ctx, webhook } = await readWebhook((await params).configId);
  const [secrets, { current, replaced, jwksUrl }] = await Promise.all([
    listSigningSecrets({ ctx, input: { configId: webhook.id } }),
    getPlatformKeys({ ctx }),
  ]);
  return (
    <WebhookFrame ctx={ctx} webhook={webhook}>
      <div className="grid min-w-0 max-w-3xl grid-cols-[minmax(0,1fr)] gap-8">
        <SigningSecret configId={webhook.id} secrets={secrets} />
        <VerifyGuide />
        <PlatformKeyPanel current={current} replaced={replaced} jwksUrl={jwksUrl} />
      </div>
    </WebhookFrame>
  );
}
