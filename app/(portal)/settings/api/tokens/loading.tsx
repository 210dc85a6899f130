import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e"];

export default function TokensLoading() {
  return (
    <PageSkeleton>
      <div className="divide-y">
        {ROWS.map((row) => (
          <div key={row} className="flex h-14 items-center gap-6 px-4">
            <Skeleton className="h-4 w-48" />
            <Skeleton className="h-3.5 flex-1 max-md:hidden" />
            <Skeleton className="ml-auto h-5 w-16 rounded-full" />
          </div>
        ))}
      </div>
    </PageSkeleton>
  );
}
