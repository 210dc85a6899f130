"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { type ReactNode, useCallback, useState } from "react";
import { DataError } from "@/app/(portal)/fetch-json";
import { paletteQuery } from "@/app/(portal)/queries";
import { PortalFrame } from "@/components/shell/portal-frame";
import type { PortalUser } from "@/components/shell/user-menu";

interface PortalProps {
  organizationName: string;
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
      <Frame {...props} />
    </QueryClientProvider>
  );
}

function Frame({ organizationName, user, canWrite, children }: PortalProps) {
  const router = useRouter();
  const [isPaletteUsed, setIsPaletteUsed] = useState(false);
  const { data: webhooks = [] } = useQuery({ ...paletteQuery, enabled: isPaletteUsed });
  return (
    <PortalFrame
      organizationName={organizationName}
      user={user}
      webhooks={webhooks}
      canCreate={canWrite}
      onPaletteOpen={useCallback(() => setIsPaletteUsed(true), [])}
      onGo={(href: Route) => router.push(href)}
      onSignOut={() => signOut({ callbackUrl: "/login" })}
    >
      {children}
    </PortalFrame>
  );
}
