export type { Call, ElderWishes, Job, Minute, Place, Seat, Sex } from './job.ts';
export { WORKER_KINDS, type Worker, type WorkerKind } from './worker.ts';
export { DEFAULT_RULES, rulesOf, type Rules, type Weights } from './rules.ts';
export type { Demand, PlannedRun, Snapshot, Spot, Travel } from './snapshot.ts';
export { change, type BoardChange } from './change.ts';
export { onPlane } from './plane.ts';
export { MalformedSnapshot, validate } from './validate.ts';
export { boardOf, minutes, peerMean, putWorker, spot, takeWorker, type Board } from './board.ts';
