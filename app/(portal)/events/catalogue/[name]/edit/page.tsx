import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { readEventType } from "@/app/(portal)/events/catalogue/[name]/read-event-type";
import { EventTypeEditor } from "@/app/(portal)/events/catalogue/event-type-editor";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { isAllowed } from "@/server/authorise";

export const metadata: Metadata = { title: "Edit event type" };

export default async function EditEventTypePage({ params }: { params: Promise<{ name: string }> }) {
  const { ctx, type } = await readEventType(params);
  const href = `/events/catalogue/${encodeURIComponent(type.name)}` as Route;
  if (type.builtIn || !isAllowed(ctx.actor, "write")) redirect(href);
  return (
    <PageBody
      crumbs={[
        { label: "Events", href: "/events" },
        { label: "Catalogue", href: "/events/catalogue" },
        { label: type.label, href },
        { label: "Edit" },
      ]}
    >
      <PageHeader title={`Edit ${type.label}`} />
      <EventTypeEditor type={type} />
    </PageBody>
  );
}
