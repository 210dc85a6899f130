import type { Metadata } from "next";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { PlatformKeyPanel } from "@/components/signing/platform-key-panel";
import { platformVerifySnippet } from "@/components/signing/platform-verify-snippet";
import { CodeBlock } from "@/components/ui/code-block";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { getPlatformKeys } from "@/server/signing/get-platform-keys";

export const metadata: Metadata = { title: "Signing keys" };

export default async function SigningKeysPage() {
  const { ctx } = await requirePageSession();
  const { current, replaced, jwksUrl } = await getPlatformKeys({ ctx });
  return (
    <PageBody crumbs={[{ label: "Settings" }, { label: "Signing keys" }]}>
      <PageHeader
        title="Signing keys"
        description="With Postern’s public key a receiver can tell that a request is from here, without a secret to share or keep."
      />
      <div className="grid min-w-0 max-w-3xl grid-cols-[minmax(0,1fr)] gap-8">
        <PlatformKeyPanel current={current} replaced={replaced} jwksUrl={jwksUrl} />
        <section aria-labelledby="verify-title" className="grid min-w-0 gap-3">
          <div className="grid gap-0.5">
            <h2 id="verify-title" className="font-semibold text-sm">
              Verify a request
            </h2>
            <p className="text-ink-muted text-xs">
              In Node, with nothing to install. To verify with a webhook’s own secret instead, open its Signing tab under{" "}
              <Link href="/settings/api/webhooks" className="text-accent-ink underline underline-offset-2">
                Webhooks
              </Link>
              .
            </p>
          </div>
          <CodeBlock text={platformVerifySnippet(jwksUrl)} label="verify snippet" />
        </section>
        <section aria-labelledby="rotate-title" className="grid min-w-0 gap-3">
          <div className="grid gap-0.5">
            <h2 id="rotate-title" className="font-semibold text-sm">
              Rotate the key
            </h2>
            <p className="text-ink-muted text-xs">
              All organizations of this installation share the key, so whoever runs Postern rotates it, with this command. Nothing has to be
              stopped for it.
            </p>
          </div>
          <CodeBlock text="npm run rotate-platform-key" label="rotate command" />
          <p className="text-ink-muted text-xs">
            For a week, or as long as <code className="font-mono">-- --overlap-hours N</code> says, requests carry a signature of the old
            key as well. A receiver that reads the key set needs no change; one that keeps a copy of the public key has to take the new one
            by then.
          </p>
        </section>
      </div>
    </PageBody>
  );
}
