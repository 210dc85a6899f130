"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { paletteQuery } from "@/app/(portal)/queries";
import { CommandPalette } from "@/components/shell/command-palette";

/** Shows the palette with its data. It is loaded on its first use, since most visits never open it. */
export function Palette(props: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; canCreate: boolean }) {
  const router = useRouter();
  const { data: webhooks = [] } = useQuery({ ...paletteQuery, enabled: props.isOpen });
  return <CommandPalette {...props} webhooks={webhooks} onGo={(href: Route) => router.push(href)} />;
}
