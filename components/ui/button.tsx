import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

const buttonStyle = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium text-sm transition-[background-color,border-color,color,box-shadow] duration-100 disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent shadow-[inset_0_1px_0_rgb(255_255_255/0.12),0_1px_2px_rgb(0_0_0/0.08)] hover:bg-accent-hover",
        secondary: "border border-line-strong bg-raised text-ink shadow-[0_1px_2px_rgb(0_0_0/0.04)] hover:bg-hover",
        ghost: "text-ink-muted hover:bg-hover hover:text-ink",
        danger: "bg-danger-solid text-white hover:bg-danger-hover",
        "danger-quiet": "border border-line-strong bg-raised text-danger-ink hover:border-danger-solid hover:bg-danger-soft",
      },
      size: {
        md: "h-8 px-3 max-md:h-10 max-md:px-4",
        sm: "h-7 px-2 text-xs [&_svg]:size-3.5 max-md:h-9 max-md:px-3",
        icon: "size-8 max-md:size-10",
        "icon-sm": "size-7 [&_svg]:size-3.5 max-md:size-9",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle> & { asChild?: boolean; isPending?: boolean };

/** Shows a button. `asChild` gives its look to a link; `isPending` disables it while its work is under way. */
export function Button({ className, variant, size, asChild = false, isPending = false, children, disabled, type, ...props }: ButtonProps) {
  const style = cn(buttonStyle({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={style} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type={type ?? "button"} className={style} disabled={disabled || isPending} aria-busy={isPending || undefined} {...props}>
      {isPending && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  );
}
