import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

const FIGURES = ["a", "b", "c", "d"];

export default function OverviewLoading() {
  return (
    <PageSkeleton>
      <div className="grid grid-cols-4 gap-6 p-5 max-md:grid-cols-2">
        {FIGURES.map((figure) => (
          <div key={figure} className="grid gap-2">
            <Skeleton className="h-3.5 w-20" />
            <Skeleton className="h-7 w-24" />
          </div>
        ))}
      </div>
      <div className="px-5 pb-5">
        <Skeleton className="h-64 w-full" />
      </div>
    </PageSkeleton>
  );
}
