"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Reauthentication } from "@/app/(portal)/account/reauthentication";
import { DataError } from "@/app/(portal)/fetch-json";
import { switchOrganizationAction } from "@/app/(portal)/organization/actions";
import { followOrganization, goTo } from "@/app/(portal)/organization/go-to";
import { useAction } from "@/components/form/use-action";
import { RoleProvider } from "@/components/permission/role-context";
import type { OrganizationChoice } from "@/components/shell/organization-menu";
import { PortalFrame } from "@/components/shell/portal-frame";
import type { FrameWindow } from "@/components/shell/sidebar";
import type { PortalUser } from "@/components/shell/user-menu";

const loadPalette = () => import("@/app/(portal)/palette").then((module) => module.Palette);
const Palette = dynamic(loadPalette, { ssr: false });
const AccountWindows = dynamic(() => import("@/app/(portal)/account/account-windows").then((module) => module.AccountWindows), {
  ssr: false,
});

interface PortalProps {
  organization: { id: string; name: string };
  organizations: readonly OrganizationChoice[];
  user: PortalUser;
  /** True when the user may change things. */
  canWrite: boolean;
  children: ReactNode;
}

/** Shows the frame of the portal, with its data and its navigation. */
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
  const [isPaletteUsed, setIsPaletteUsed] = useState(false);
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const [openWindow, setOpenWindow] = useState<FrameWindow | null>(null);
  const [isWindowUsed, setIsWindowUsed] = useState(false);
  useEffect(followOrganization, []);
  const switching = useAction();
  const switchTo = async (organizationId: string) => {
    const result = await switching.call("The organization was not switched", () => switchOrganizationAction(organizationId));
    if (result.ok) goTo("/");
  };
  return (
    <PortalFrame
      organization={organization}
      organizations={organizations}
      user={user}
      onPaletteNear={useCallback(() => void loadPalette(), [])}
      onPalette={useCallback((turn) => {
        setIsPaletteUsed(true);
        setIsPaletteOpen(turn);
      }, [])}
      onSwitch={switchTo}
      onOpenWindow={(window) => {
        setIsWindowUsed(true);
        setOpenWindow(window);
      }}
      onSignOut={async () => (await import("next-auth/react")).signOut({ callbackUrl: "/login" })}
    >
      {children}
      {isWindowUsed && <AccountWindows open={openWindow} organizationName={organization.name} onClose={() => setOpenWindow(null)} />}
      <Reauthentication hasPassword={user.hasPassword} />
      {isPaletteUsed && <Palette isOpen={isPaletteOpen} onOpenChange={setIsPaletteOpen} canCreate={canWrite} />}
    </PortalFrame>
  );
}
