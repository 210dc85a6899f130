import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requirePageSession } from "@/app/session";
import { EventTypeTable } from "@/components/event-type/event-type-table";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { isAllowed } from "@/server/authorise";
import { listCatalogue } from "@/server/event-type/list-catalogue";

export const metadata: Metadata = { title: "Event catalogue" };

export default async function CataloguePage() {
  const { ctx } = await requirePageSession();
  const { results: types } = await listCatalogue({ ctx });
  return (
    <PageBody crumbs={[{ label: "Events", href: "/events" }, { label: "Catalogue" }]}>
      <PageHeader
        title="Event catalogue"
        description="Every kind of event that can be published, what it carries, and which webhooks listen."
        actions={
          isAllowed(ctx.actor, "write") && (
            <Button asChild variant="primary">
              <Link href="/events/catalogue/new">
                <Plus aria-hidden />
                Add event type
              </Link>
            </Button>
          )
        }
      />
      <EventTypeTable types={types} />
    </PageBody>
  );
}
