import { depotSuite } from './depot/suite.ts';

/** Li and Lim by vehicles first, then by distance: no detour is as dear as a vehicle. */
const VEHICLE = 10_000;

export const suite = depotSuite(VEHICLE);
