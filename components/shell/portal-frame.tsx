"use client";

import { Menu } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Logo } from "@/components/shell/logo";
import { NavigationProgress } from "@/components/shell/navigation-progress";
import type { OrganizationChoice } from "@/components/shell/organization-menu";
import { type FrameWindow, Sidebar } from "@/components/shell/sidebar";
import type { PortalUser } from "@/components/shell/user-menu";
import { Button } from "@/components/ui/button";
import { Dialog, DialogTrigger, SheetContent } from "@/components/ui/dialog";

/** Shows the frame of every page: the sidebar (a sheet on a phone). It also listens for the palette's key. */
export function PortalFrame({
  organization,
  organizations,
  user,
  onPaletteNear,
  onPalette,
  onSwitch,
  onOpenWindow,
  onSignOut,
  children,
}: {
  organization: { id: string; name: string };
  organizations: readonly OrganizationChoice[];
  user: PortalUser;
  /** Called when the palette may be opened at any moment. */
  onPaletteNear: () => void;
  /** Opens or closes the palette. */
  onPalette: (turn: (isOpen: boolean) => boolean) => void;
  onSwitch: (organizationId: string) => void;
  onOpenWindow: (window: FrameWindow) => void;
  onSignOut: () => void;
  children: ReactNode;
}) {
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const openPalette = () => onPalette(() => true);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Meta" || event.key === "Control") onPaletteNear();
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      onPalette((isOpen) => !isOpen);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onPaletteNear, onPalette]);

  const sidebar = { organization, organizations, user, onSwitch, onSignOut, onOpenWindow, onSearch: openPalette };
  return (
    <div className="min-h-dvh lg:pl-58">
      <a
        href="#content"
        className="sr-only z-60 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <aside className="fixed inset-y-0 left-0 w-58 border-r max-lg:hidden">
        <Sidebar {...sidebar} />
      </aside>
      <header className="sticky top-0 z-20 flex h-12 items-center gap-2.5 border-b bg-canvas px-2 lg:hidden">
        <Dialog open={isMenuOpen} onOpenChange={setIsMenuOpen}>
          <DialogTrigger asChild>
            <Button variant="ghost" size="icon" aria-label="Menu">
              <Menu aria-hidden />
            </Button>
          </DialogTrigger>
          <SheetContent title="Menu" isTitleHidden side="left">
            <Sidebar
              {...sidebar}
              onNavigate={() => setIsMenuOpen(false)}
              onOpenWindow={(window) => {
                setIsMenuOpen(false);
                onOpenWindow(window);
              }}
              onSearch={() => {
                setIsMenuOpen(false);
                openPalette();
              }}
            />
          </SheetContent>
        </Dialog>
        <Logo className="size-5.5 shrink-0" />
        <span className="min-w-0 truncate font-semibold text-sm">{organization.name}</span>
      </header>
      <NavigationProgress />
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
    </div>
  );
}
