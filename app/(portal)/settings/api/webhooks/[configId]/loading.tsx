import { EventTableSkeleton } from "@/components/event-log/event-table";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export default function WebhookLoading() {
  return (
    <PageSkeleton>
      <EventTableSkeleton showsWebhook={false} />
    </PageSkeleton>
  );
}
