"use client";

import { useIsHydrated } from "@/components/form/use-is-hydrated";

const local = new Intl.DateTimeFormat("en-GB", {
  ...({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const),
});

/** Shows a moment that is planned, to the minute: in the reader's own zone, as soon as that is known. */
export function ExactTime({ iso }: { iso: string }) {
  const isHydrated = useIsHydrated();
  return <time dateTime={iso}>{isHydrated ? local.format(new Date(iso)) : `${iso.slice(0, 16).replace("T", " ")} UTC`}</time>;
}
