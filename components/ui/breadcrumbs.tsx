import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import { Fragment } from "react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";

export interface Crumb {
  label: string;
  /** Absent for the page itself, and where there is no page of that name. */
  href?: Route;
}

/** The most letters of a label that is not cut. Names that people give are longer, and are cut first. */
const SHORT = 14;
const isLong = ({ label }: Crumb) => label.length > SHORT;

export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-ink-subtle text-sm">
        {crumbs.map((crumb, index) => {
          const isLast = index === crumbs.length - 1;
          // The page itself gives way where no name before it can.
          const canShrink = isLong(crumb) || (isLast && !crumbs.some(isLong));
          return (
            <Fragment key={crumb.label}>
              {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 opacity-60" />}
              <li
                className={cn(isLast && "text-ink", canShrink ? "min-w-0 truncate" : "shrink-0")}
                aria-current={isLast ? "page" : undefined}
              >
                {crumb.href ? (
                  <Link href={crumb.href} className="rounded-sm transition-colors hover:text-ink">
                    {crumb.label}
                  </Link>
                ) : (
                  crumb.label
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
