/** How a set of measurements lies: its size, middle, 99th of a hundred, greatest, to three decimals. */
export function spread(values: readonly number[]): { n: number; p50: number; p99: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3));
  return { n: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
