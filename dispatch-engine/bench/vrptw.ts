import { depotSuite } from './depot/suite.ts';

/** Solomon and Homberger by distance, as the DIMACS challenge counts: a vehicle more is worth it when it saves this much. */
const VEHICLE = 3;

export const suite = depotSuite(VEHICLE);
