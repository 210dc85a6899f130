import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c"];

export default function InboxesLoading() {
  return (
    <PageSkeleton>
      <div className="divide-y">
        {ROWS.map((row) => (
          <div key={row} className="flex h-13 items-center gap-6 px-4">
            <Skeleton className="h-4 w-36" />
            <Skeleton className="h-3.5 flex-1 max-md:hidden" />
            <Skeleton className="ml-auto h-4 w-20" />
          </div>
        ))}
      </div>
    </PageSkeleton>
  );
}
