"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { updateFlowAction } from "@/app/(portal)/automations/actions";
import type { AutomationChoices } from "@/components/automation/automation-choices";
import { AutomationForm } from "@/components/automation/automation-form";
import type { FlowDocument } from "@/components/automation/flow-document";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

/** Shows an automation's form, filled with what it is, and goes to its page after saving. */
export function EditAutomation({
  flow,
  initial,
  choices,
  draftKey,
}: {
  flow: { id: string; updatedAt: string };
  initial: FlowDocument;
  choices: AutomationChoices;
  draftKey: string;
}) {
  const router = useRouter();
  const { id, updatedAt } = flow;
  const page = `/automations/${id}` as Route;
  return (
    <AutomationForm
      // An automation that is loaded again starts the form again, with what it is now.
      key={updatedAt}
      initial={initial}
      isNew={false}
      choices={choices}
      draft={{ key: draftKey, base: updatedAt }}
      submit="Save changes"
      onSubmit={(changed) => updateFlowAction({ flowId: id, flow: changed, updatedAt })}
      onSaved={() => {
        toast.success("Saved");
        router.push(page);
      }}
      onConflict={
        <Button size="sm" onClick={() => router.refresh()}>
          Discard mine and load it again
        </Button>
      }
      cancel={
        <Button asChild variant="ghost">
          <Link href={page}>Cancel</Link>
        </Button>
      }
    />
  );
}
