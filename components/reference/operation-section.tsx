"use client";

import { Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { CodedText } from "@/components/reference/coded-text";
import { MethodLabel } from "@/components/reference/method-label";
import { Opening } from "@/components/reference/opening";
import type { ReferenceAnswer, ReferenceOperation, ReferenceParameter } from "@/components/reference/reference";
import { SchemaTree } from "@/components/reference/schema-tree";
import { Unfolding } from "@/components/reference/unfolding";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";

/** Shows one operation: a single line and, once opened, how it is called, what it takes and what it answers. */
export function OperationSection({ operation, baseUrl }: { operation: ReferenceOperation; baseUrl: string }) {
  const { id, title, method, path, isDeprecated } = operation;
  return (
    <Unfolding
      id={id}
      head={
        <>
          <MethodLabel method={method} className="w-12" />
          <span className="min-w-0 truncate font-medium text-sm group-aria-expanded/head:whitespace-normal">{title}</span>
          {isDeprecated && <Badge tone="warning">Deprecated</Badge>}
          <code className="ml-auto min-w-0 truncate font-mono text-ink-subtle text-xs group-aria-expanded/head:hidden max-xl:hidden">
            {path}
          </code>
        </>
      }
    >
      {() => <Details operation={operation} baseUrl={baseUrl} />}
    </Unfolding>
  );
}

function Details({ operation, baseUrl }: { operation: ReferenceOperation; baseUrl: string }) {
  const { id, title, notes, method, path, parameters, body, answer, errors, curl } = operation;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 px-4 pb-5">
      <div className="grid min-w-0 gap-1.5">
        <div className="flex min-w-0 items-center gap-2">
          <MethodLabel method={method} />
          <code className="min-w-0 break-all font-mono text-ink-muted text-xs">{path}</code>
          <CopyButton text={`${baseUrl}${path}`} label="address" />
          <a
            href={`#${id}`}
            aria-label={`Link to ${title}`}
            className="grid size-6 shrink-0 place-items-center rounded text-ink-subtle hover:text-ink"
          >
            <Link2 aria-hidden className="size-3.5" />
          </a>
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
    </div>
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
