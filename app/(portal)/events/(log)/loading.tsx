import { EventTableSkeleton } from "@/components/event-log/event-table";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export default function EventsLoading() {
  return (
    <PageSkeleton>
      <EventTableSkeleton showsWebhook />
    </PageSkeleton>
  );
}
