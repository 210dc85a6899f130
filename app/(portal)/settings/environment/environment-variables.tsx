"use client";

import { Braces, Plus, Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { createVariableAction, updateVariableAction } from "@/app/(portal)/settings/environment/actions";
import { DeleteVariableDialog } from "@/app/(portal)/settings/environment/delete-variable-dialog";
import { VariableDialog, type VariableValues } from "@/components/environment/variable-dialog";
import { VariableTable } from "@/components/environment/variable-table";
import { GuardedButton } from "@/components/permission/guarded-button";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import type { EnvironmentVariableAnswer } from "@/domain/environment/environment-variable";
import { trimPasted } from "@/domain/trim-pasted";

/** The organization's variables with their search, which stands in the address, and what can be done with them. */
export function EnvironmentVariables({ variables }: { variables: readonly EnvironmentVariableAnswer[] }) {
  const router = useRouter();
  const pathname = usePathname();
  const wanted = useSearchParams().get("q") ?? "";
  const search = (text: string) => window.history.replaceState(null, "", text ? `${pathname}?q=${encodeURIComponent(text)}` : pathname);
  /** What the dialog edits; "new" makes one. */
  const [edited, setEdited] = useState<EnvironmentVariableAnswer | "new" | null>(null);
  const [doomed, setDoomed] = useState<EnvironmentVariableAnswer | null>(null);
  const shown = variables.filter(({ key }) => key.includes(trimPasted(wanted).toLowerCase()));

  const save = async ({ key, type, value }: VariableValues) => {
    const result = await (edited === "new" ? createVariableAction({ key, type, value }) : updateVariableAction(key, { type, value }));
    if (!result.ok) return result.error;
    toast.success(edited === "new" ? `Created ${key}` : `Saved ${key}: the next attempts use it`);
    router.refresh();
    return null;
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
        <div className="rounded-lg border">
          <EmptyState icon={Braces} title="No environment variables yet" action={create}>
            Keep a host name or a password in one place, and refer to it from as many webhooks as you like.
          </EmptyState>
        </div>
      ) : (
        <div className="grid min-w-0 gap-3">
          <div className="relative w-72 max-md:w-full">
            <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-subtle" />
            <Input
              type="search"
              aria-label="Search variables"
              placeholder="Search by key"
              value={wanted}
              onChange={(change) => search(change.target.value)}
              className="pl-8"
            />
          </div>
          <div className="min-w-0 rounded-lg border">
            {shown.length > 0 ? (
              <VariableTable variables={shown} onEdit={setEdited} onDelete={setDoomed} />
            ) : (
              <div className="flex flex-col items-center gap-3 py-12 text-ink-muted">
                No variable matches “{wanted}”.
                <Button size="sm" onClick={() => search("")}>
                  Clear the search
                </Button>
              </div>
            )}
          </div>
        </div>
      )}
      {edited && <VariableDialog variable={edited === "new" ? null : edited} onSave={save} onClose={() => setEdited(null)} />}
      <DeleteVariableDialog variable={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}
