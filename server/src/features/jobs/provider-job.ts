import type { PersonId, ProviderJob, Visitor } from '@nuanlin/shared';
import type { Asks, Home } from './asks.ts';
import { presentSeat } from './job.presenter.ts';
import { jobStateOf } from './job.ts';
import type { Work } from './jobs.store.ts';
import { whoComes } from './who-comes.ts';

/** A job as the provider of those who do it sees it. */
export const presentProviderJob = (
  { job, seats }: Work,
  home: Home,
  visitors: ReadonlyMap<PersonId, Visitor>,
): ProviderJob => ({
  id: job.id,
  version: job.version + seats.reduce((sum, seat) => sum + seat.version, 0),
  state: jobStateOf(seats),
  itemCode: job.itemCode,
  elderName: home.name,
  room: `${home.compound} ${home.room}`,
  at: job.place.at,
  window: job.window,
  seats: seats.map((seat) => presentSeat(seat, visitors)),
});

/** The same of many, soonest first; names and homes are read once. */
export async function presentProviderJobs(works: readonly Work[], asks: Asks): Promise<ProviderJob[]> {
  const homes = await asks.homes([...new Set(works.map(({ job }) => job.elderId))]);
  const visitors = await whoComes(
    works.flatMap(({ seats }) => seats),
    asks,
  );
  return works
    .flatMap((work) => {
      const home = homes.get(work.job.elderId);
      return home ? [presentProviderJob(work, home, visitors)] : [];
    })
    .toSorted((a, b) => a.window.from.localeCompare(b.window.from));
}
