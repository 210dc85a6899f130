import type { Metadata } from "next";
import { readReference } from "@/app/(portal)/settings/api/reference/read-reference";
import { requirePageSession } from "@/app/session";
import { ObjectSection } from "@/components/reference/object-section";
import { OperationSection } from "@/components/reference/operation-section";
import { groupAnchor } from "@/components/reference/reference";
import { ReferenceIndex } from "@/components/reference/reference-index";
import { PageBody } from "@/components/shell/page-body";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "API reference" };

const CRUMBS = [{ label: "Settings" }, { label: "API" }, { label: "API reference" }];

export default async function ReferencePage() {
  await requirePageSession();
  const { baseUrl, groups, objects } = readReference();
  const index = groups.map(({ name, operations }) => ({
    name,
    operations: operations.map(({ id, title, method, path, isDeprecated }) => ({ id, title, method, path, isDeprecated })),
  }));
  return (
    <PageBody crumbs={CRUMBS}>
      <PageHeader
        title="API reference"
        description="Everything that programs can ask of Postern. Errors are JSON with what to do about them."
      />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <ReferenceIndex groups={index} />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-8">
          <Basics baseUrl={baseUrl} />
          {groups.map(({ name, operations }) => (
            <div key={name} id={groupAnchor(name)} className="grid min-w-0 scroll-mt-6 grid-cols-[minmax(0,1fr)] gap-3">
              <h2 className="font-semibold text-lg tracking-tight">{name}</h2>
              <div className="min-w-0 divide-y rounded-lg border">
                {operations.map((operation) => (
                  <OperationSection key={operation.id} operation={operation} baseUrl={baseUrl} />
                ))}
              </div>
            </div>
          ))}
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
            <h2 className="font-semibold text-lg tracking-tight">Objects</h2>
            <div className="min-w-0 divide-y rounded-lg border">
              {objects.map((object) => (
                <ObjectSection key={object.name} {...object} />
              ))}
            </div>
          </div>
        </div>
      </div>
    </PageBody>
  );
}

function Basics({ baseUrl }: { baseUrl: string }) {
  return (
    <dl className="grid min-w-0 gap-3 rounded-lg border px-4 py-3 text-sm sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-ink-subtle">Address</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <code className="min-w-0 break-all font-mono text-xs">{baseUrl}</code>
        <CopyButton text={baseUrl} label="base address" />
      </dd>
      <dt className="text-ink-subtle">Authentication</dt>
      <dd className="text-ink-muted">
        <code className="font-mono text-ink text-xs">Authorization: Bearer pst_…</code>, with a token from{" "}
        <Link href="/settings/api/tokens" className="text-accent-ink underline underline-offset-2">
          API tokens
        </Link>
        .
      </dd>
      <dt className="text-ink-subtle">Definition</dt>
      <dd>
        <a href="/v1/webhooks/openapi.json" className="text-accent-ink underline underline-offset-2">
          OpenAPI 3.1, as JSON
        </a>
      </dd>
    </dl>
  );
}
