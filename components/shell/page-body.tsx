import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "@/components/ui/breadcrumbs";
import { cn } from "@/components/ui/cn";

/** A page's place in the portal and its content, in the one measure that all pages have. */
export function PageBody({ crumbs, children, className }: { crumbs: readonly Crumb[]; children: ReactNode; className?: string }) {
  return (
    <>
      <div className="flex h-12 items-center px-8 max-md:h-11 max-md:px-4 md:border-b">
        <Breadcrumbs crumbs={crumbs} />
      </div>
      <div className={cn("mx-auto grid w-full max-w-6xl gap-6 px-8 pt-7 pb-16 max-md:px-4 max-md:pt-3", className)}>{children}</div>
    </>
  );
}
