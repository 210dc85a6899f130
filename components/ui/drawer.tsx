"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, SheetContent } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";

/**
 * Shows one thing beside the list that it was opened from, with buttons to its neighbours in that list, the newest first. `thing` names its
 * kind, such as "Event". `children` draws the thing with this id.
 */
export function Drawer({
  thing,
  openedId,
  siblingIds,
  onOpen,
  children,
}: {
  thing: string;
  /** Null while the drawer is closed. */
  openedId: string | null;
  siblingIds: readonly string[];
  onOpen: (id: string | null) => void;
  children: (id: string) => ReactNode;
}) {
  const index = openedId === null ? -1 : siblingIds.indexOf(openedId);
  const newerId = index > 0 ? siblingIds[index - 1] : undefined;
  const olderId = index >= 0 ? siblingIds[index + 1] : undefined;
  return (
    <Dialog open={openedId !== null} onOpenChange={(isOpen) => !isOpen && onOpen(null)}>
      <SheetContent
        title={thing}
        actions={
          <>
            <Step name={`Newer ${thing.toLowerCase()}`} icon={ChevronUp} targetId={newerId} onOpen={onOpen} />
            <Step name={`Older ${thing.toLowerCase()}`} icon={ChevronDown} targetId={olderId} onOpen={onOpen} />
          </>
        }
      >
        <div className="scrollbar-slim min-h-0 flex-1 overflow-y-auto">{openedId !== null && children(openedId)}</div>
      </SheetContent>
    </Dialog>
  );
}

function Step({
  name,
  icon: Icon,
  targetId,
  onOpen,
}: {
  name: string;
  icon: typeof ChevronUp;
  targetId: string | undefined;
  onOpen: (id: string) => void;
}) {
  return (
    <Tooltip text={name} side="bottom">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={name}
        disabled={targetId === undefined}
        onClick={() => targetId !== undefined && onOpen(targetId)}
      >
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}
