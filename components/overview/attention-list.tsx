"use client";

import { CirclePause, CircleSlash, KeyRound, type LucideIcon, OctagonAlert, PencilLine, ShieldCheck } from "lucide-react";
import type { Route } from "next";
import { type ReactNode, useState } from "react";
import { WebhookAttentionText } from "@/components/overview/webhook-attention-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AttentionItem } from "@/domain/statistics/overview";

const MOST = 7;
const DANGER = "text-danger-ink";
const WARNING = "text-warning-ink";

/** Shows what an admin should look at, each with the reason and a link to the place where it is mended. */
export function AttentionList({ items, className }: { items: readonly AttentionItem[]; className?: string }) {
  const [isWhole, setIsWhole] = useState(false);
  return (
    <section aria-labelledby="attention" className={cn("min-w-0 rounded-lg border", className)}>
      <div className="flex h-11 items-center gap-2 border-b px-4">
        <h2 id="attention" className="font-semibold text-sm">
          Needs attention
        </h2>
        {items.length > 0 && <span className="rounded-full bg-hover px-1.5 text-2xs text-ink-muted tabular-nums">{items.length}</span>}
      </div>
      {items.length === 0 ? (
        <p className="flex items-center gap-2.5 px-4 py-4 text-ink-muted">
          <ShieldCheck aria-hidden className="size-4 text-success-ink" />
          All is well: nothing waits for you.
        </p>
      ) : (
        <ul className="divide-y">
          {items.slice(0, isWhole ? items.length : MOST).map((item) => (
            <AttentionRow key={`${item.type}:${"webhookId" in item ? item.webhookId : item.tokenId}`} {...lookOf(item)} />
          ))}
        </ul>
      )}
      {items.length > MOST && !isWhole && (
        <div className="border-t p-2">
          <Button variant="ghost" size="sm" className="w-full" onClick={() => setIsWhole(true)}>
            Show {items.length - MOST} more
          </Button>
        </div>
      )}
    </section>
  );
}

interface Look {
  icon: LucideIcon;
  tone: string;
  title: ReactNode;
  href: Route;
  children: ReactNode;
}

function AttentionRow({ icon: Icon, tone, title, href, children }: Look) {
  return (
    <li className="relative flex gap-3 px-4 py-3 transition-colors focus-within:bg-hover hover:bg-hover">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", tone)} />
      <div className="min-w-0">
        <Link
          href={href}
          className="break-words font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          {title}
        </Link>
        <p className="mt-0.5 text-ink-muted text-xs">{children}</p>
      </div>
    </li>
  );
}

function lookOf(item: AttentionItem): Look {
  if (item.type === "expiring_token") {
    const children = (
      <>
        The token expires <RelativeTime iso={item.expiresAt} isAhead />. Make a new one and hand it over before.
      </>
    );
    return { icon: KeyRound, tone: WARNING, title: item.name, href: "/settings/api/tokens", children };
  }
  const page = `/settings/api/webhooks/${item.webhookId}` as const;
  const base = { title: item.name, href: page as Route, children: <WebhookAttentionText item={item} /> };
  switch (item.type) {
    case "disabled":
      return { ...base, icon: CircleSlash, tone: DANGER };
    case "circuit_open":
      return { ...base, icon: CirclePause, tone: DANGER };
    case "failing":
      return { ...base, href: `${page}?status=failed` as Route, icon: OctagonAlert, tone: DANGER };
    case "incomplete":
      return { ...base, href: `${page}/edit` as Route, icon: PencilLine, tone: WARNING };
  }
}
