import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "@/components/ui/breadcrumbs";
import { cn } from "@/components/ui/cn";

/** Shows a page's place in the portal and its content, in the one width that all pages share. */
export function PageBody({ crumbs, children, className }: { crumbs: readonly Crumb[]; children: ReactNode; className?: string }) {
  return (
    <>
      <div className={cn("md:border-b", crumbs.length === 1 && "max-md:hidden")}>
        <div className="mx-auto flex h-12 w-full max-w-6xl items-center px-8 max-md:h-11 max-md:px-4">
          <Breadcrumbs crumbs={crumbs} />
        </div>
      </div>
      <div
        className={cn("mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-6 px-8 pt-7 pb-16 max-md:px-4 max-md:pt-4", className)}
      >
        {children}
      </div>
    </>
  );
}
