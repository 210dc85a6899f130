import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { RelativeTime } from "@/components/ui/relative-time";

export interface ShownPlatformKey {
  id: string;
  publicKeyPem: string;
  createdAt: string;
  /** The time at which a replaced key ends; null for the current one. */
  validUntil: string | null;
}

/** Shows the platform's own key, which verifies the second signature of each request, and the replaced keys. */
export function PlatformKeyPanel({
  current,
  replaced,
  jwksUrl,
}: {
  current: ShownPlatformKey;
  replaced: readonly ShownPlatformKey[];
  /** The absolute address of the key set, as a receiver's settings need it. */
  jwksUrl: string;
}) {
  return (
    <FactGroup
      title="Platform key"
      action={
        <div className="grid gap-2">
          <p className="text-ink-muted text-xs">
            Besides the signature of its webhook's secret, each request carries a <code className="font-mono">v1a</code> signature of
            Postern's Ed25519 key. This public key verifies it; it is no secret, and the same for all webhooks.
          </p>
          <CodeBlock text={current.publicKeyPem.trim()} label="public key" />
        </div>
      }
    >
      <Fact name="Key set (JWKS)">
        <Code>{jwksUrl}</Code>
        <CopyButton text={jwksUrl} label="address of the key set" />
      </Fact>
      <Fact name="Key id">
        <Code>{current.id}</Code>
        <CopyButton text={current.id} label="key id" />
      </Fact>
      <Fact name="Created">
        <RelativeTime iso={current.createdAt} />
      </Fact>
      {replaced.length > 0 && (
        <Fact name="Replaced, still valid">
          <ul aria-label="Replaced keys" className="grid min-w-0 gap-1">
            {replaced.map(({ id, createdAt, validUntil }) => (
              <li key={id} className="flex min-w-0 flex-wrap items-baseline gap-x-3">
                <Code>{id}</Code>
                <span className="text-ink-subtle text-xs">
                  created <RelativeTime iso={createdAt} />, ends {validUntil && <RelativeTime iso={validUntil} isAhead />}
                </span>
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </FactGroup>
  );
}
