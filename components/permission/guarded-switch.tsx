"use client";

import { type ComponentProps, useId } from "react";
import { useRefusal } from "@/components/permission/role-context";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import type { TokenScope } from "@/domain/api-token/scopes";

/**
 * Shows a switch for what not every role may do. Where the reader's role may not, it shows its state and says why that cannot be changed.
 */
export function GuardedSwitch({ scope, ...props }: ComponentProps<typeof Switch> & { scope: TokenScope }) {
  const id = useId();
  const refusal = useRefusal(scope);
  if (refusal === null) return <Switch {...props} />;
  return (
    <>
      <Tooltip text={refusal}>
        {/* Around the switch, because a tooltip sets its own data-state on the element that it is on. */}
        <span className="inline-flex">
          <Switch
            {...props}
            onCheckedChange={() => {}}
            aria-disabled
            aria-describedby={id}
            className={cn("cursor-not-allowed opacity-50", props.className)}
          />
        </span>
      </Tooltip>
      <span id={id} hidden>
        {refusal}
      </span>
    </>
  );
}
