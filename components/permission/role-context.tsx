"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { TokenScope } from "@/domain/api-token/scopes";
import { type Role, refusalOf } from "@/domain/user/roles";

const RoleContext = createContext<Role>("viewer");

/** Tells what is inside as what the reader is signed in. The server decides by itself; this is for what is shown. */
export function RoleProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** Why the reader may not act in this scope, in words; null where they may. */
export function useRefusal(scope: TokenScope): string | null {
  return refusalOf(useContext(RoleContext), scope);
}
