export * from './kernel/ids.ts';
export * from './kernel/time.ts';
export * from './kernel/amounts.ts';
export * from './kernel/points.ts';
