import type { Service } from './services/service.ts';

/** Says that a piece of work begins and, when it is done, what came of it and how long it took. */
export async function step<T>(title: string, work: () => Promise<T>, outcome: (result: T) => string): Promise<T> {
  const began = Date.now();
  console.log(`· ${title}`);
  const result = await work();
  console.log(`✓ ${title}: ${outcome(result)} (${seconds(Date.now() - began)})`);
  return result;
}

/** Brings up one service as a step that says where it came from. */
export function bringUp(name: string, start: () => Promise<Service>): Promise<Service> {
  return step(name, start, ({ took }) => took);
}

/** `12.3 s` */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
