import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function ReplayJobLoading() {
  return (
    <PageSkeleton>
      <div className="grid gap-3 p-4">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-2 w-full rounded-full" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
    </PageSkeleton>
  );
}
