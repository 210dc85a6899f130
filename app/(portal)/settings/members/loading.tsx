import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e"];

export default function MembersLoading() {
  return (
    <PageSkeleton>
      <div className="divide-y">
        {ROWS.map((row) => (
          <div key={row} className="flex h-14 items-center gap-4 px-4">
            <Skeleton className="size-8 rounded-full" />
            <Skeleton className="h-4 w-64 max-w-1/2" />
            <Skeleton className="ml-auto h-3.5 w-24" />
          </div>
        ))}
      </div>
    </PageSkeleton>
  );
}
