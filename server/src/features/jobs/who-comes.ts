import type { PersonId, Visitor } from '@nuanlin/shared';
import type { Asks } from './asks.ts';
import { isTaken, type Seat } from './seat.ts';

/** Those who have taken seats, with name and employer, as the elder's side may know who comes. */
export async function whoComes(
  seats: readonly Seat[],
  asks: Pick<Asks, 'names' | 'operatorNames'>,
): Promise<ReadonlyMap<PersonId, Visitor>> {
  const taken = seats.filter(isTaken);
  const [names, employers] = await Promise.all([
    asks.names([...new Set(taken.map(({ workerId }) => workerId))]),
    asks.operatorNames([...new Set(taken.flatMap(({ workerPath }) => workerPath.slice(-1)))]),
  ]);
  return new Map(
    taken.map(({ workerId: id, workerKind: kind, workerPath }) => {
      const operator = workerPath.at(-1);
      const employer = (operator && employers.get(operator)) ?? null;
      return [id, { id, kind, name: names.get(id) ?? '', employer }];
    }),
  );
}
