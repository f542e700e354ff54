/** Milliseconds of processor time that this process has used, so that what else the machine does counts little. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
