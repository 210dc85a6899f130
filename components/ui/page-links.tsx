import type { Route } from "next";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

/** Leads through a list that is read page by page; shows nothing where it has only one page. */
export function PageLinks({ newest, older, olderLabel }: { newest: string | null; older: string | null; olderLabel: string }) {
  if (newest === null && older === null) return null;
  return (
    <nav aria-label="Pages" className="flex justify-center gap-2">
      {newest !== null && <PageLink href={newest}>Newest</PageLink>}
      {older !== null && <PageLink href={older}>{olderLabel}</PageLink>}
    </nav>
  );
}

function PageLink({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild>
      <Link href={href as Route}>{children}</Link>
    </Button>
  );
}
