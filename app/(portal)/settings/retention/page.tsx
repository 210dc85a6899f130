import type { Metadata } from "next";
import { RetentionSettings } from "@/app/(portal)/settings/retention/retention-settings";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { getRetention } from "@/server/retention/get-retention";

export const metadata: Metadata = { title: "Retention" };

export default async function RetentionPage() {
  const { ctx } = await requirePageSession();
  return (
    <PageBody crumbs={[{ label: "Settings" }, { label: "Retention" }]}>
      <PageHeader
        title="Retention"
        description="For how long events and what was sent are kept. Whole days (UTC) are deleted, within an hour after their time is over."
      />
      <RetentionSettings retention={await getRetention({ ctx })} />
    </PageBody>
  );
}
