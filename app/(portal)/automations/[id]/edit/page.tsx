import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { EditAutomation } from "@/app/(portal)/automations/[id]/edit/edit-automation";
import { readAutomation } from "@/app/(portal)/automations/[id]/read-automation";
import { readAutomationChoices } from "@/app/(portal)/automations/read-automation-choices";
import { toDocument } from "@/components/automation/flow-document";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { changeScopeOf } from "@/domain/webhook/change-scope";
import { isAllowed } from "@/server/authorise";

export async function generateMetadata({ params }: PageProps<"/automations/[id]/edit">): Promise<Metadata> {
  const { flow } = await readAutomation((await params).id);
  return { title: `Edit ${flow.flow_name}` };
}

export default async function EditAutomationPage({ params }: PageProps<"/automations/[id]/edit">) {
  const { ctx, flow, user, organization } = await readAutomation((await params).id);
  const page = `/automations/${flow.id}` as Route;
  if (!isAllowed(ctx.actor, changeScopeOf({ protected: flow["protected"] === true }))) redirect(page);
  const choices = await readAutomationChoices({ ctx });
  return (
    <PageBody crumbs={[{ label: "Automations", href: "/automations" }, { label: flow.flow_name, href: page }, { label: "Edit" }]}>
      <PageHeader title={`Edit ${flow.flow_name}`} description="Executions that are under way go on as they were begun." />
      <EditAutomation
        flow={{ id: flow.id, updatedAt: flow.updated_at }}
        initial={toDocument(flow)}
        choices={choices}
        draftKey={`${organization.id}.${user.id}.automation.${flow.id}`}
      />
    </PageBody>
  );
}
