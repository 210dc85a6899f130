"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { MenuRefusal } from "@/components/permission/guarded-menu";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { TokenScope } from "@/domain/api-token/scopes";

/**
 * Shows the button that opens the menu of one thing; `children` are the entries. Where the reader may not act in `scope`, the menu says
 * why.
 */
export function RowMenu({ name, scope, children }: { name: string; scope: TokenScope; children: ReactNode }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {children}
        <MenuRefusal scope={scope} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
