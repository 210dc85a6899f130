"use client";

import type { Route } from "next";
import { type ComponentProps, useId } from "react";
import { toast } from "sonner";
import { useRefusal } from "@/components/permission/role-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { Tooltip } from "@/components/ui/tooltip";
import type { TokenScope } from "@/domain/api-token/scopes";

type GuardedButtonProps = Omit<ComponentProps<typeof Button>, "asChild"> & {
  scope: TokenScope;
  /** The reason why nobody can do it just now; null where it can be done. */
  unavailable?: string | null;
  /** The address that it leads to, for a button that is a link. */
  href?: Route;
};

/**
 * Shows a button for what not every role may do. Where the reader's role may not, or where it cannot be done just now, the button stays in
 * its place, unavailable, and says why: in a tooltip for pointer and keyboard, as its description for a screen reader, as a message for a
 * finger.
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
