import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { requirePageSession } from "@/app/session";
import { EventTypeTable } from "@/components/event-type/event-type-table";
import { GuardedButton } from "@/components/permission/guarded-button";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
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
          <GuardedButton scope="write" href="/events/catalogue/new" variant="primary">
            <Plus aria-hidden />
            Add event type
          </GuardedButton>
        }
      />
      <EventTypeTable types={types} />
    </PageBody>
  );
}
