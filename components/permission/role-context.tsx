"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { TokenScope } from "@/domain/api-token/scopes";
import { type Role, refusalOf } from "@/domain/user/roles";

const RoleContext = createContext<Role>("viewer");

/** Tells the components within it the reader's role. It only decides what is shown; the server decides by itself. */
export function RoleProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** Returns in words why the reader may not act in this scope; null where they may. */
export function useRefusal(scope: TokenScope): string | null {
  return refusalOf(useContext(RoleContext), scope);
}
