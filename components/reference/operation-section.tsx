"use client";

import { Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { CodedText } from "@/components/reference/coded-text";
import { MethodLabel } from "@/components/reference/method-label";
import { Opening } from "@/components/reference/opening";
import type { ReferenceAnswer, ReferenceOperation, ReferenceParameter } from "@/components/reference/reference";
import { SchemaTree } from "@/components/reference/schema-tree";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";

/** One operation: how it is called, what it takes, what it answers. */
export function OperationSection({ operation, baseUrl }: { operation: ReferenceOperation; baseUrl: string }) {
  const { id, title, notes, method, path, isDeprecated, parameters, body, answer, errors, curl } = operation;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid min-w-0 scroll-mt-6 gap-4 border-t pt-6">
      <div className="grid min-w-0 gap-1.5">
        <div className="group flex min-w-0 flex-wrap items-center gap-2">
          <h3 id={`${id}-title`} className="min-w-0 font-semibold text-base">
            {title}
          </h3>
          {isDeprecated && <Badge tone="warning">Deprecated</Badge>}
          <a
            href={`#${id}`}
            aria-label={`Link to ${title}`}
            className="grid size-6 place-items-center rounded text-ink-subtle opacity-0 transition-opacity hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 max-md:opacity-100"
          >
            <Link2 aria-hidden className="size-3.5" />
          </a>
        </div>
        <div className="flex min-w-0 items-center gap-2">
          <MethodLabel method={method} />
          <code className="min-w-0 break-all font-mono text-ink-muted text-xs">{path}</code>
          <CopyButton text={`${baseUrl}${path}`} label="address" />
        </div>
        {notes.map((note) => (
          <p key={note} className="max-w-2xl text-ink-muted text-sm">
            <CodedText text={note} />
          </p>
        ))}
      </div>
      <CodeBlock text={curl} label={`curl command of ${id}`} className="max-h-80" />
      {(["path", "query", "header"] as const).map((place) => (
        <Parameters key={place} place={place} parameters={parameters.filter((parameter) => parameter.place === place)} />
      ))}
      {body && (
        <Part title={body.isRequired ? "Body" : "Body, if there is one"}>
          <SchemaTree
            label={`Body of ${id}`}
            fields={body.field.children.length > 0 && !body.field.hasForms ? body.field.children : [body.field]}
          />
        </Part>
      )}
      <Part title="Answer">
        <Answer answer={answer} id={id} />
      </Part>
      <Opening title={`Errors: ${errors.map(({ status }) => status).join(", ")}`}>
        {() => (
          <dl className="mt-2 grid gap-2">
            {errors.map(({ status, description }) => (
              <div key={status} className="flex gap-3 text-xs">
                <dt className="font-mono text-ink">{status}</dt>
                <dd className="min-w-0 text-ink-muted">
                  <CodedText text={description} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Opening>
    </section>
  );
}

const PLACES = { path: "In the path", query: "In the query", header: "Headers" } as const;

function Parameters({ place, parameters }: { place: keyof typeof PLACES; parameters: readonly ReferenceParameter[] }) {
  if (parameters.length === 0) return null;
  return (
    <Part title={PLACES[place]}>
      <SchemaTree fields={parameters.map(({ field }) => field)} />
    </Part>
  );
}

function Answer({ answer: { status, description, body, example }, id }: { answer: ReferenceAnswer; id: string }) {
  const isTree = body !== null && body.objectName === null && body.children.length > 0 && !body.hasForms;
  return (
    <div className="grid min-w-0 gap-2">
      <p className="flex flex-wrap items-baseline gap-x-2 text-xs">
        <span className="font-mono text-success-ink">{status}</span>
        {body === null && <span className="text-ink-muted">{description}</span>}
      </p>
      {body && <SchemaTree label={`Answer of ${id}`} fields={isTree ? body.children : [body]} />}
      {example !== null && (
        <Opening title="Example">
          {() => <CodeBlock text={example} label={`example answer of ${id}`} isJson className="mt-2 max-h-96" />}
        </Opening>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0 rounded-lg border">
      <h4 className="rounded-t-lg border-b bg-sunken px-4 py-2 font-medium text-ink-muted text-xs">{title}</h4>
      <div className="px-4 py-3">{children}</div>
    </div>
  );
}
