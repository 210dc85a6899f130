"use client";

import { Eye } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogTrigger, SheetContent } from "@/components/ui/dialog";

/** Shows the preview on a screen that has no room for it beside the form: in a sheet over the form. */
export function PreviewSheet({ children }: { children: ReactNode }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button className="lg:hidden">
          <Eye aria-hidden />
          Preview
        </Button>
      </DialogTrigger>
      <SheetContent title="What your endpoint receives">
        <div className="scrollbar-slim min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
      </SheetContent>
    </Dialog>
  );
}
