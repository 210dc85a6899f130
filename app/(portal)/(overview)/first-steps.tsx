import { Plus, Webhook } from "lucide-react";
import { GuardedButton } from "@/components/permission/guarded-button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** What the overview shows before there is anything to show. */
export function FirstSteps() {
  return (
    <>
      <PageHeader title="Overview" />
      <div className="rounded-lg border">
        <EmptyState
          icon={Webhook}
          title="Nothing is delivered yet"
          action={
            <GuardedButton scope="write" href="/settings/api/webhooks/new" variant="primary">
              <Plus aria-hidden />
              Create webhook
            </GuardedButton>
          }
        >
          Create a webhook: choose an event and say where to send it. What it delivers, and what fails, is shown here.
        </EmptyState>
      </div>
    </>
  );
}
