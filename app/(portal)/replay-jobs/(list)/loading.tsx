import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e"];

export default function ReplayJobsLoading() {
  return (
    <PageSkeleton>
      <div className="divide-y">
        {ROWS.map((row) => (
          <div key={row} className="flex h-13 items-center gap-6 px-4">
            <Skeleton className="h-5 w-20 rounded-full" />
            <Skeleton className="h-4 w-48 max-w-full" />
          </div>
        ))}
      </div>
    </PageSkeleton>
  );
}
