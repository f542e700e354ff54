/** Milliseconds of processor time that this process has used, so that what else the machine does counts little. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Begins to time one decision. The lesser of wall and processor time: what else the machine does lengthens the one, threads that
 * collect garbage and compile beside the decision lengthen the other.
 * @returns the milliseconds since then
 */
export function stopwatch(): () => number {
  const wall = performance.now();
  const processor = processorMs();
  return () => Math.min(performance.now() - wall, processorMs() - processor);
}
