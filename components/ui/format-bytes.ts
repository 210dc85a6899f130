/** Returns a size in words: "0 B", "512 B", "1.5 KiB", "256 KiB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const [size, unit] = bytes < 1_024 * 1_024 ? [bytes / 1_024, "KiB"] : [bytes / 1_024 / 1_024, "MiB"];
  return `${size < 10 ? size.toFixed(1).replace(".0", "") : Math.round(size)} ${unit}`;
}
