"use client";

import type { ComponentProps } from "react";
import { useRefusal } from "@/components/permission/role-context";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import type { TokenScope } from "@/domain/api-token/scopes";

/** Shows a menu's entry for what not every role may do. The menu gives the reason once, with MenuRefusal. */
export function GuardedMenuItem({ scope, ...props }: ComponentProps<typeof DropdownMenuItem> & { scope: TokenScope }) {
  const refusal = useRefusal(scope);
  return <DropdownMenuItem {...props} disabled={refusal !== null || props.disabled === true} />;
}

/** Shows the reason why a menu's entries are not available to the reader; nothing where they are. */
export function MenuRefusal({ scope }: { scope: TokenScope }) {
  const refusal = useRefusal(scope);
  return refusal === null ? null : <p className="max-w-60 px-2 pt-1 pb-1.5 text-ink-muted text-xs">{refusal}</p>;
}
