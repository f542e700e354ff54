/** How unevenly something is shared out: 0 when all have the same, near 1 when one has all. */
export function gini(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  let [sum, ranked] = [0, 0];
  sorted.forEach((value, i) => {
    sum += value;
    ranked += (i + 1) * value;
  });
  return sum === 0 ? 0 : (2 * ranked) / (sorted.length * sum) - (sorted.length + 1) / sorted.length;
}
