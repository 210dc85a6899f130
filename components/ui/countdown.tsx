"use client";

import { useEffect, useState } from "react";
import { formatDuration } from "@/components/ui/format-time";

/** Shows the time left until `iso`, counted down each second: "in 4 s", "in 2 min 3 s"; "now" from then on. */
export function Countdown({ iso }: { iso: string }) {
  const [leftMs, setLeftMs] = useState<number | null>(null);
  useEffect(() => {
    const tell = () => setLeftMs(new Date(iso).getTime() - Date.now());
    tell();
    const timer = setInterval(tell, 1_000);
    return () => clearInterval(timer);
  }, [iso]);
  if (leftMs === null) return <time dateTime={iso}>soon</time>;
  return (
    // A screen reader is not told each second.
    <time dateTime={iso} aria-live="off" className="tabular-nums">
      {leftMs <= 0 ? "now" : `in ${describeWait(leftMs)}`}
    </time>
  );
}

function describeWait(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return formatDuration(seconds * 1_000);
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}
