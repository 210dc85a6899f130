import { Portal } from "@/app/(portal)/portal";
import { requirePageSession } from "@/app/session";

/** Draws the frame. It guards nothing: each page below asks for the session itself. */
export default async function PortalLayout({ children }: LayoutProps<"/">) {
  const { organization, user, role } = await requirePageSession();
  return (
    <Portal organizationName={organization.name} user={{ name: user.name, email: user.email, role }}>
      {children}
    </Portal>
  );
}
