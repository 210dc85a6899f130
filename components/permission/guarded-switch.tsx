"use client";

import { type ComponentProps, useId } from "react";
import { useRefusal } from "@/components/permission/role-context";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import type { TokenScope } from "@/domain/api-token/scopes";

/** A switch for what not every role may do: where the reader's may not, it shows how it stands, and says why it stays so. */
export function GuardedSwitch({ scope, ...props }: ComponentProps<typeof Switch> & { scope: TokenScope }) {
  const id = useId();
  const refusal = useRefusal(scope);
  if (refusal === null) return <Switch {...props} />;
  return (
    <>
      <Tooltip text={refusal}>
        {/* Around the switch: a tooltip marks what it is on with a state of its own. */}
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
