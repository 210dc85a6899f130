import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d"];

export default function InboxLoading() {
  return (
    <PageSkeleton>
      <div className="divide-y">
        {ROWS.map((row) => (
          <div key={row} className="flex h-11 items-center gap-6 px-4">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-5 w-20 rounded-full" />
            <Skeleton className="ml-auto h-3.5 w-16" />
          </div>
        ))}
      </div>
    </PageSkeleton>
  );
}
