import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";

/** A page that is about to be there: its heading and what goes with it as shapes, and `children` in the place of its content. */
export function PageSkeleton({ children }: { children: ReactNode }) {
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        Loading
      </p>
      <div className="md:border-b">
        <div className="mx-auto flex h-12 w-full max-w-6xl items-center px-8 max-md:px-4">
          <Skeleton className="h-4 w-40" />
        </div>
      </div>
      <div className="mx-auto grid w-full max-w-6xl gap-6 px-8 pt-7 max-md:px-4 max-md:pt-4">
        <div className="grid gap-2">
          <Skeleton className="h-6 w-44" />
          <Skeleton className="h-4 w-96 max-w-full" />
        </div>
        <div className="grid gap-3">
          <Skeleton className="h-8 w-72 max-w-full" />
          <div className="rounded-lg border">{children}</div>
        </div>
      </div>
    </div>
  );
}
