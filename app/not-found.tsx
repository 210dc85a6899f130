import type { Metadata } from "next";
import { Logo } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-sidebar px-4 text-center">
      <Logo className="size-10" />
      <h1 className="mt-5 font-semibold text-xl tracking-tight">There is no such page</h1>
      <p className="mt-1 text-ink-muted">The address may be misspelt, or the page has moved.</p>
      <Button asChild variant="primary" className="mt-6">
        <Link href="/">Go to the portal</Link>
      </Button>
    </main>
  );
}
