"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { createFlowAction } from "@/app/(portal)/automations/actions";
import type { AutomationChoices } from "@/components/automation/automation-choices";
import { AutomationForm } from "@/components/automation/automation-form";
import type { FlowDocument } from "@/components/automation/flow-document";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

/** Shows the form of a new automation, and goes to its page once it exists. */
export function CreateAutomation({ initial, choices, draftKey }: { initial: FlowDocument; choices: AutomationChoices; draftKey: string }) {
  const router = useRouter();
  return (
    <AutomationForm
      initial={initial}
      isNew
      choices={choices}
      draft={{ key: draftKey, base: "" }}
      submit="Create automation"
      onSubmit={createFlowAction}
      onSaved={({ id }) => {
        toast.success("Created the automation");
        router.push(`/automations/${id}` as Route);
      }}
      cancel={
        <Button asChild variant="ghost">
          <Link href="/automations">Cancel</Link>
        </Button>
      }
    />
  );
}
