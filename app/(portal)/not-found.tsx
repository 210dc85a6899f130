import { Compass } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

export default function PortalNotFound() {
  return (
    <div className="px-4 pt-16">
      <EmptyState
        icon={Compass}
        title="There is nothing here"
        action={
          <div className="flex gap-2">
            <Button asChild variant="primary">
              <Link href="/settings/api/webhooks">Webhooks</Link>
            </Button>
            <Button asChild>
              <Link href="/events">Events</Link>
            </Button>
          </div>
        }
      >
        What this address named may have been deleted. The events of a deleted webhook are still on the Events page.
      </EmptyState>
    </div>
  );
}
