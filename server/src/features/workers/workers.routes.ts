import { contract, type Instant, type TimeWindow } from '@nuanlin/shared';
import { asIs, routesWith, type SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import { myself, staffOf, workersOfDistrict, type WorkersPorts } from './available.ts';
import { consentToPlace, setPresence, type PresencePorts } from './be-present.ts';
import { addShift, removeShift } from './shifts.ts';
import { presentCards, presentProfile } from './worker.presenter.ts';
import type { Worker } from './worker.ts';

export function workersRoutes(ports: WorkersPorts & Omit<PresencePorts, 'tx'> & { newId: NewId }) {
  const { route } = routesWith(ports);
  const { workers } = contract;
  const profile = (worker: Worker) => presentProfile(worker, ports.identity);
  const cards = (found: readonly Worker[]) => presentCards(found, ports.identity);
  return {
    me: route(workers.me, myself, profile),
    setPresence: route(workers.setPresence, setPresence, profile),
    consentToPlace: route(workers.consentToPlace, consentToPlace, profile),
    addShift: route(workers.addShift, addShift, asIs),
    removeShift: route(workers.removeShift, removeShift, asIs),
    ofDistrict: route(workers.ofDistrict, workersOfDistrict, cards),
    staffOf: route(workers.staffOf, staffOf, cards),
    busy: route(workers.busy, myWindows, asIs),
  };
}

async function myWindows(
  { since, actor, now }: { since?: Instant | undefined } & SignedIn,
  { loads }: WorkersPorts,
): Promise<TimeWindow[]> {
  const load = (await loads.of([actor.personId])).get(actor.personId);
  return (load?.entries ?? []).map(({ window }) => window).filter(({ to }) => to > (since ?? now));
}
