import { Portal } from "@/app/(portal)/portal";
import { requirePageSession } from "@/app/session";
import { isAllowed } from "@/server/authorise";

/** Shows the frame. It guards nothing: each page below requires the session itself. */
export default async function PortalLayout({ children }: LayoutProps<"/">) {
  const { ctx, organization, organizations, user, role } = await requirePageSession();
  return (
    <Portal organization={organization} organizations={organizations} user={{ ...user, role }} canWrite={isAllowed(ctx.actor, "write")}>
      {children}
    </Portal>
  );
}
