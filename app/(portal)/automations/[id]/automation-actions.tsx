"use client";

import { Copy, Pencil, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DeleteAutomationDialog } from "@/app/(portal)/automations/delete-automation-dialog";
import { EnabledSwitch } from "@/app/(portal)/automations/enabled-switch";
import { GuardedButton } from "@/components/permission/guarded-button";
import { GuardedMenuItem } from "@/components/permission/guarded-menu";
import { RowMenu } from "@/components/permission/row-menu";
import { changeScopeOf } from "@/domain/webhook/change-scope";

/** Shows the actions on an automation: switch it on or off, change it, and in a menu copy it and delete it. */
export function AutomationActions({ flow }: { flow: { id: string; name: string; enabled: boolean; protected: boolean } }) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <EnabledSwitch flow={flow} />
      <GuardedButton scope={changeScopeOf(flow)} href={`/automations/${flow.id}/edit` as Route}>
        <Pencil aria-hidden />
        Edit
      </GuardedButton>
      <RowMenu name={flow.name} scope={changeScopeOf(flow)}>
        <GuardedMenuItem scope="write" onSelect={() => router.push(`/automations/new?from=${flow.id}` as Route)}>
          <Copy aria-hidden />
          Duplicate
        </GuardedMenuItem>
        <GuardedMenuItem scope={changeScopeOf(flow)} tone="danger" onSelect={() => setIsAsking(true)}>
          <Trash2 aria-hidden />
          Delete
        </GuardedMenuItem>
      </RowMenu>
      <DeleteAutomationDialog
        flow={isAsking ? flow : null}
        onClose={() => setIsAsking(false)}
        onDeleted={() => router.push("/automations")}
      />
    </>
  );
}
