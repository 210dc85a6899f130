import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Code, Fact, FactGroup } from "@/components/webhook/fact-list";

/** The platform's own key, which verifies the second signature of each request. */
export function PlatformKeyPanel({
  keyIds,
  publicKeyPem,
  jwksPath,
}: {
  keyIds: readonly string[];
  publicKeyPem: string;
  jwksPath: string;
}) {
  const [current, ...replaced] = keyIds;
  return (
    <FactGroup
      title="Platform key"
      action={
        <div className="grid gap-2">
          <p className="text-ink-muted text-xs">
            Each request carries a <code className="font-mono">v1a</code> signature as well, made with Postern's Ed25519 key. This public
            key verifies it; it is no secret, and the same for all webhooks.
          </p>
          <CodeBlock text={publicKeyPem.trim()} label="public key" />
        </div>
      }
    >
      <Fact name="Key set (JWKS)">
        <Code>{jwksPath}</Code>
        <CopyButton text={jwksPath} label="path of the key set" />
      </Fact>
      <Fact name="Key id">
        <Code>{current ?? ""}</Code>
      </Fact>
      {replaced.length > 0 && (
        <Fact name="Replaced, valid for now">
          <Code>{replaced.join(", ")}</Code>
        </Fact>
      )}
    </FactGroup>
  );
}
