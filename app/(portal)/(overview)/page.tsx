import type { Metadata } from "next";
import { OverviewView } from "@/app/(portal)/(overview)/overview-view";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { overviewOptions } from "@/domain/statistics/time-range";
import { getFirstSteps } from "@/server/organization/get-first-steps";
import { getOverview } from "@/server/statistics/get-overview";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: PageProps<"/">) {
  const { ctx } = await requirePageSession();
  const input = overviewOptions.parse(await searchParams);
  const [overview, firstSteps] = await Promise.all([getOverview({ ctx, input }), getFirstSteps({ ctx })]);
  return (
    <PageBody crumbs={[{ label: "Overview" }]}>
      <OverviewView initial={overview} firstSteps={firstSteps} />
    </PageBody>
  );
}
