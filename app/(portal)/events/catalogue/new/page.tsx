import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EventTypeEditor } from "@/app/(portal)/events/catalogue/event-type-editor";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { isAllowed } from "@/server/authorise";

export const metadata: Metadata = { title: "Add event type" };

export default async function NewEventTypePage() {
  const { ctx } = await requirePageSession();
  if (!isAllowed(ctx.actor, "write")) redirect("/events/catalogue");
  return (
    <PageBody crumbs={[{ label: "Events", href: "/events" }, { label: "Catalogue", href: "/events/catalogue" }, { label: "New" }]}>
      <PageHeader
        title="Add an event type"
        description="Webhooks can listen to it at once, and your programs can publish it by its name."
      />
      <EventTypeEditor type={null} />
    </PageBody>
  );
}
