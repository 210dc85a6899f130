import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { ExecutionView } from "@/app/(portal)/automations/[id]/executions/[executionId]/execution-view";
import { executionKey } from "@/app/(portal)/automations/executions/queries";
import { readExecution } from "@/app/(portal)/automations/executions/read-execution";
import { readFlowNames } from "@/app/(portal)/automations/read-flow-names";
import { PageBody } from "@/components/shell/page-body";
import { attributesOf } from "@/domain/entity-schema/entity-schema";
import { plainJson } from "@/domain/json/plain-json";
import { listSchemas } from "@/server/entity-schema/list-schemas";
import { listWebhooks } from "@/server/webhook/list-webhooks";

export async function generateMetadata({ params }: PageProps<"/automations/[id]/executions/[executionId]">): Promise<Metadata> {
  const { execution } = await readExecution((await params).executionId);
  return { title: `Execution of ${execution.flow.name}` };
}

export default async function ExecutionPage({ params }: PageProps<"/automations/[id]/executions/[executionId]">) {
  const given = await params;
  const { ctx, execution } = await readExecution(given.executionId);
  const { flow, entity } = execution;
  if (flow.id !== given.id) notFound();
  const [names, { results: schemas }, webhooks] = await Promise.all([
    readFlowNames({ ctx }),
    listSchemas({ ctx, input: { include: [entity.schema] } }),
    listWebhooks({ ctx, input: {} }),
  ]);
  const client = new QueryClient();
  // The browser parses its answers into plain numbers too.
  client.setQueryData(executionKey(execution.id), plainJson(execution));
  const [schema] = schemas;
  return (
    <PageBody
      crumbs={[
        { label: "Automations", href: "/automations" as Route },
        { label: flow.name, ...(flow.isThere && { href: `/automations/${flow.id}` as Route }) },
        { label: "Execution" },
      ]}
    >
      <HydrationBoundary state={dehydrate(client)}>
        <ExecutionView
          executionId={execution.id}
          names={names}
          attributes={schema ? attributesOf(schema) : []}
          linkedWebhookIds={webhooks.map(({ id }) => id)}
        />
      </HydrationBoundary>
    </PageBody>
  );
}
