import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { readExecution } from "@/app/(portal)/automations/executions/read-execution";
import { executionHref } from "@/components/execution/execution-href";

export const metadata: Metadata = { title: "Execution" };

/** Leads to an execution's page by its id alone, which is all that a delivery's metadata tell of it. */
export default async function ExecutionByIdPage({ params }: PageProps<"/automations/executions/[executionId]">) {
  const { execution } = await readExecution((await params).executionId);
  redirect(executionHref(execution) as Route);
}
