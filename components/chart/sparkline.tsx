import { cn } from "@/components/ui/cn";

const WIDTH = 96;
const HEIGHT = 24;
const GAP = 1;
/** The least height of a bar and of its red part, so that any failure is seen, however many deliveries succeeded. */
const LEAST = 2;

/**
 * Shows deliveries by the hour, at the size of a word, with failures in red at the foot of each bar. It is plain SVG, drawn on the server.
 */
export function Sparkline({
  bars,
  label,
  className,
}: {
  bars: readonly { succeeded: number; failed: number }[];
  /** The chart's content in words. */
  label: string;
  className?: string;
}) {
  const most = Math.max(1, ...bars.map(({ succeeded, failed }) => succeeded + failed));
  const step = WIDTH / bars.length;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className={cn("h-6 w-24", className)}>
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="stroke-line" />
      {bars.map(({ succeeded, failed }, index) => {
        const total = succeeded + failed;
        if (total === 0) return null;
        const height = Math.max(LEAST, (total / most) * HEIGHT);
        const red = failed === 0 ? 0 : Math.max(LEAST, (failed / total) * height);
        const at = { x: index * step, width: step - GAP };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an hour is known by its place
          <g key={index}>
            {red < height && <rect {...at} y={HEIGHT - height} height={height - red} className="fill-chart-success" />}
            {red > 0 && <rect {...at} y={HEIGHT - red} height={red} className="fill-danger-solid" />}
          </g>
        );
      })}
    </svg>
  );
}
