"use client";

import "@/app/globals.css";
import { Button } from "@/components/ui/button";

/** Shows a whole document of its own when the frame itself could not be rendered. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="flex min-h-dvh flex-col items-center justify-center px-4 text-center">
          <h1 className="font-semibold text-xl tracking-tight">Postern could not be loaded</h1>
          <p className="mt-1 text-ink-muted">Something went wrong on our side. The cause is in the log.</p>
          <Button variant="primary" className="mt-6" onClick={retry}>
            Try again
          </Button>
        </main>
      </body>
    </html>
  );
}
