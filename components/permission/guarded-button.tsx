"use client";

import type { Route } from "next";
import Link from "next/link";
import { type ComponentProps, useId } from "react";
import { toast } from "sonner";
import { useRefusal } from "@/components/permission/role-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { TokenScope } from "@/domain/api-token/scopes";

type GuardedButtonProps = Omit<ComponentProps<typeof Button>, "asChild"> & {
  scope: TokenScope;
  /** Why it cannot be done just now, by whomever; null where it can. */
  unavailable?: string | null;
  /** Where it leads, for one that is a link. */
  href?: Route;
};

/**
 * A button for what not every role may do. Where the reader's may not, or where it cannot be done just now, it stays in its place,
 * unavailable, and says why: to the pointer and the keyboard in a tooltip, to a screen reader as its description, to a finger as a
 * message.
 */
export function GuardedButton({ scope, unavailable = null, href, ...props }: GuardedButtonProps) {
  const refusal = useRefusal(scope);
  if (refusal !== null) return <RefusedButton headline="This is not available to you" refusal={refusal} {...props} />;
  if (unavailable !== null) return <RefusedButton headline="This is not available now" refusal={unavailable} {...props} />;
  if (href === undefined) return <Button {...props} />;
  const { children, ...rest } = props;
  return (
    <Button asChild {...rest}>
      <Link href={href}>{children}</Link>
    </Button>
  );
}

function RefusedButton({
  headline,
  refusal,
  className,
  children,
  ...props
}: Omit<GuardedButtonProps, "scope" | "unavailable" | "href"> & { headline: string; refusal: string }) {
  const id = useId();
  return (
    <>
      <Tooltip text={refusal}>
        <Button
          {...props}
          type="button"
          aria-disabled
          aria-describedby={id}
          onClick={(event) => {
            event.preventDefault();
            toast(headline, { description: refusal });
          }}
          className={cn("cursor-not-allowed opacity-50", className)}
        >
          {children}
        </Button>
      </Tooltip>
      <span id={id} hidden>
        {refusal}
      </span>
    </>
  );
}
