"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";

const CONFIRMATION_MS = 1_500;

function useCopy(text: string): { isCopied: boolean; copy: () => void } {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  };
  return { isCopied, copy };
}

/** Copies `text`; `label` names what is copied ("signing secret"). With `isWide` the name is shown as well. */
export function CopyButton({
  text,
  label,
  isWide = false,
  className,
}: {
  text: string;
  label: string;
  isWide?: boolean;
  className?: string;
}) {
  const { isCopied, copy } = useCopy(text);
  const icon = isCopied ? <Check aria-hidden className="text-success-ink" /> : <Copy aria-hidden />;
  const words = isCopied ? "Copied" : `Copy ${label}`;
  if (isWide) {
    return (
      <Button size="sm" onClick={copy} className={className}>
        {icon}
        <span aria-live="polite">{words}</span>
      </Button>
    );
  }
  return (
    <Tooltip text={words}>
      <Button variant="ghost" size="icon-sm" aria-label={words} onClick={copy} className={cn("text-ink-subtle", className)}>
        {icon}
      </Button>
    </Tooltip>
  );
}
