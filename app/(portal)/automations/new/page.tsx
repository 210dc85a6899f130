import type { Metadata } from "next";
import { CreateAutomation } from "@/app/(portal)/automations/new/create-automation";
import { readAutomationChoices } from "@/app/(portal)/automations/read-automation-choices";
import { requirePageSession } from "@/app/session";
import { copyOf, EMPTY_FLOW, type FlowDocument, toDocument } from "@/components/automation/flow-document";
import { RefusedPage } from "@/components/permission/refused-page";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { isPosternError } from "@/domain/errors";
import { refusalOf } from "@/domain/user/roles";
import { getFlow } from "@/server/automation-flow/get-flow";
import type { Context } from "@/server/context";

export const metadata: Metadata = { title: "Create automation" };

const CRUMBS = [{ label: "Automations", href: "/automations" }, { label: "Create" }] as const;

/** Returns what the new automation begins with: a copy of the one that the address names, or nothing. */
async function readBeginning(ctx: Context, from: string | string[] | undefined): Promise<FlowDocument> {
  if (typeof from !== "string") return EMPTY_FLOW;
  try {
    return copyOf(toDocument(await getFlow({ ctx, input: { flow_id: from } })));
  } catch (error) {
    if (isPosternError(error)) return EMPTY_FLOW;
    throw error;
  }
}

export default async function NewAutomationPage({ searchParams }: PageProps<"/automations/new">) {
  const { ctx, role, user, organization } = await requirePageSession();
  const refusal = refusalOf(role, "write");
  if (refusal !== null) {
    return (
      <PageBody crumbs={CRUMBS}>
        <RefusedPage title="You cannot create an automation" refusal={refusal} />
      </PageBody>
    );
  }
  const { from } = await searchParams;
  const [initial, choices] = await Promise.all([readBeginning(ctx, from), readAutomationChoices({ ctx })]);
  const isCopy = initial !== EMPTY_FLOW;
  return (
    <PageBody crumbs={CRUMBS}>
      <PageHeader
        title="Create an automation"
        description={isCopy && "A copy, disabled until you have looked at it. Nothing is there until you create it."}
      />
      <CreateAutomation
        initial={initial}
        choices={choices}
        draftKey={`${organization.id}.${user.id}.automation.new${isCopy ? `.${String(from)}` : ""}`}
      />
    </PageBody>
  );
}
