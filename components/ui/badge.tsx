import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

const badgeStyle = cva("inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-2xs [&_svg]:size-3", {
  variants: {
    tone: {
      neutral: "bg-hover text-ink-muted",
      accent: "bg-accent-soft text-accent-ink",
      success: "bg-success-soft text-success-ink",
      danger: "bg-danger-soft text-danger-ink",
      warning: "bg-warning-soft text-warning-ink",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyle>["tone"]>;

export function Badge({ className, tone, ...props }: ComponentProps<"span"> & { tone?: BadgeTone }) {
  return <span className={cn(badgeStyle({ tone }), className)} {...props} />;
}
