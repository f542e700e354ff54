export * from './problem/index.ts';
export { Random } from './problem/random.ts';
export type { CostParts, Decision, Held, Impossible, Offer, OfferedSeat, Run, Stop, Trace } from './match/decision.ts';
export { decide, decideOn } from './match/decide.ts';
export { decideArrival } from './match/arrival.ts';
export { assign, type Edges } from './match/assign.ts';
export { explain, explainAll, type Explanation } from './explain/explain.ts';
export { nearestMiss } from './match/nearest-miss.ts';
export * from './route/index.ts';
