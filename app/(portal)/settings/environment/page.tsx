import type { Metadata } from "next";
import { EnvironmentVariables } from "@/app/(portal)/settings/environment/environment-variables";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { listEnvironmentVariables } from "@/server/environment/list-environment-variables";

export const metadata: Metadata = { title: "Environment variables" };

export default async function EnvironmentPage() {
  const { ctx } = await requirePageSession();
  const { items } = await listEnvironmentVariables({ ctx });
  return (
    <PageBody crumbs={[{ label: "Settings" }, { label: "Environment variables" }]}>
      <EnvironmentVariables variables={items} />
    </PageBody>
  );
}
