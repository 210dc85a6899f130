"use client";

import { Braces, Plus } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { createVariableAction, updateVariableAction } from "@/app/(portal)/settings/environment/actions";
import { DeleteVariableDialog } from "@/app/(portal)/settings/environment/delete-variable-dialog";
import { VariableDialog, type VariableValues } from "@/components/environment/variable-dialog";
import { VariableTable } from "@/components/environment/variable-table";
import { GuardedButton } from "@/components/permission/guarded-button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { NothingFound, SearchInput } from "@/components/ui/search-input";
import { TableFrame } from "@/components/ui/table";
import type { EnvironmentVariableAnswer } from "@/domain/environment/environment-variable";
import { trimPasted } from "@/domain/trim-pasted";

/** Shows the organization's variables with their search, whose text is in the address, and the actions on them. */
export function EnvironmentVariables({ variables }: { variables: readonly EnvironmentVariableAnswer[] }) {
  const router = useRouter();
  const pathname = usePathname();
  const wanted = useSearchParams().get("q") ?? "";
  const search = (text: string) => window.history.replaceState(null, "", text ? `${pathname}?q=${encodeURIComponent(text)}` : pathname);
  /** The variable that the dialog edits; "new" creates one. */
  const [edited, setEdited] = useState<EnvironmentVariableAnswer | "new" | null>(null);
  const [doomed, setDoomed] = useState<EnvironmentVariableAnswer | null>(null);
  const shown = variables.filter(({ key }) => key.includes(trimPasted(wanted).toLowerCase()));

  const save = ({ key, ...values }: VariableValues) =>
    edited === "new" ? createVariableAction({ key, ...values }) : updateVariableAction(key, values);
  const finish = (key: string) => {
    toast.success(edited === "new" ? `Created ${key}` : `Saved ${key}: the next attempts use it`);
    router.refresh();
    setEdited(null);
  };
  const create = (
    <GuardedButton scope="write" variant="primary" onClick={() => setEdited("new")}>
      <Plus aria-hidden />
      Create variable
    </GuardedButton>
  );
  return (
    <>
      <PageHeader
        title="Environment variables"
        description={
          <>
            What <code className="font-mono text-xs">{"{{ env.key }}"}</code> stands for in the address, header values and secrets of
            webhooks. A changed value is used from the next attempt on.
          </>
        }
        actions={variables.length > 0 && create}
      />
      {variables.length === 0 ? (
        <TableFrame>
          <EmptyState icon={Braces} title="No environment variables yet" action={create}>
            Keep a host name or a password in one place, and refer to it from as many webhooks as you like.
          </EmptyState>
        </TableFrame>
      ) : (
        <div className="grid min-w-0 gap-3">
          <SearchInput label="Search variables" placeholder="Search by key" value={wanted} onChange={search} />
          <VariableTable
            variables={shown}
            onEdit={setEdited}
            onDelete={setDoomed}
            empty={<NothingFound onClear={() => search("")}>No variable matches “{wanted}”.</NothingFound>}
          />
        </div>
      )}
      {edited && (
        <VariableDialog variable={edited === "new" ? null : edited} action={save} onDone={finish} onClose={() => setEdited(null)} />
      )}
      <DeleteVariableDialog variable={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}
