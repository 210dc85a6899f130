"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { toast } from "sonner";
import { AccountWindows } from "@/app/(portal)/account/account-windows";
import { DataError } from "@/app/(portal)/fetch-json";
import { switchOrganizationAction } from "@/app/(portal)/organization/actions";
import { followOrganization, goTo } from "@/app/(portal)/organization/go-to";
import { paletteQuery } from "@/app/(portal)/queries";
import { RoleProvider } from "@/components/permission/role-context";
import type { OrganizationChoice } from "@/components/shell/organization-menu";
import { PortalFrame } from "@/components/shell/portal-frame";
import type { FrameWindow } from "@/components/shell/sidebar";
import type { PortalUser } from "@/components/shell/user-menu";

interface PortalProps {
  organization: { id: string; name: string };
  organizations: readonly OrganizationChoice[];
  user: PortalUser;
  /** Whether the user may change things. */
  canWrite: boolean;
  children: ReactNode;
}

/** The frame of the portal, wired: what it shows is fetched, where it leads is gone to. */
export function Portal(props: PortalProps) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { retry: (failures, error) => failures < 1 && !(error instanceof DataError && error.status < 500) } },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <RoleProvider role={props.user.role}>
        <Frame {...props} />
      </RoleProvider>
    </QueryClientProvider>
  );
}

function Frame({ organization, organizations, user, canWrite, children }: PortalProps) {
  const router = useRouter();
  const [isPaletteUsed, setIsPaletteUsed] = useState(false);
  const [openWindow, setOpenWindow] = useState<FrameWindow | null>(null);
  const { data: webhooks = [] } = useQuery({ ...paletteQuery, enabled: isPaletteUsed });
  useEffect(followOrganization, []);
  const switchTo = async (organizationId: string) => {
    const result = await switchOrganizationAction(organizationId).catch(() => null);
    if (result?.ok) goTo("/");
    else toast.error("The organization was not switched", { description: result?.error.message ?? "The server could not be reached." });
  };
  return (
    <PortalFrame
      organization={organization}
      organizations={organizations}
      user={user}
      webhooks={webhooks}
      canCreate={canWrite}
      onPaletteOpen={useCallback(() => setIsPaletteUsed(true), [])}
      onGo={(href: Route) => router.push(href)}
      onSwitch={switchTo}
      onOpenWindow={setOpenWindow}
      onSignOut={() => signOut({ callbackUrl: "/login" })}
    >
      {children}
      <AccountWindows open={openWindow} organizationName={organization.name} onClose={() => setOpenWindow(null)} />
    </PortalFrame>
  );
}
