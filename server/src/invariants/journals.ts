import { itemOf } from '@nuanlin/shared';
import { by, underWay, type Documents } from './documents.ts';

/** Accounts of persons, which nobody may overdraw. */
const OF_PERSONS = /^(credit|credit-held)\//;

/** Journals balance, no account is overdrawn, every service of a volunteer is credited once and every credit is one's. */
export const journals = (documents: Documents): string[] => [...balances(documents), ...credits(documents)];

function balances({ journals }: Documents): string[] {
  const sums = new Map<string, number>();
  const wrong = journals.flatMap(({ _id, entries }) => {
    for (const { account, amount } of entries) sums.set(account, (sums.get(account) ?? 0) + amount);
    const sum = entries.reduce((total, { amount }) => total + amount, 0);
    return sum === 0 ? [] : [`journal ${_id} sums to ${sum}`];
  });
  const keys = by(journals, ({ key }) => key);
  const reversals = by(
    journals.filter(({ reverses }) => reverses !== null),
    ({ reverses }) => reverses,
  );
  return [
    ...wrong,
    ...[...keys].filter(([, { length }]) => length > 1).map(([key]) => `two journals are called ${key}`),
    ...[...reversals].filter(([, { length }]) => length > 1).map(([id]) => `journal ${id} is reversed twice`),
    ...[...sums]
      .filter(([account, sum]) => OF_PERSONS.test(account) && sum < 0)
      .map(([account, sum]) => `account ${account} is overdrawn: ${sum}`),
  ];
}

function credits({ journals, seats, jobs, lines, events }: Documents): string[] {
  const known = new Set(journals.map(({ key }) => key));
  const items = new Map(jobs.map(({ _id, itemCode }) => [_id, itemOf(itemCode)]));
  const isUnderWay = underWay({ events });
  const done = seats.filter(({ progress }) => progress.state === 'done');
  const served = new Set(done.map(({ _id, progress }) => `earned:${_id}:${progress.workerId}`));
  const open = new Set(lines.filter(({ state }) => state === 'placed' || state === 'confirmed').map(({ _id }) => _id));
  return [
    ...done
      .filter(
        ({ jobId, progress }) => progress.workerKind === 'volunteer' && (items.get(jobId)?.creditMinutes ?? 0) > 0,
      )
      .filter(({ _id, progress }) => !known.has(`earned:${_id}:${progress.workerId}`) && !isUnderWay(_id))
      .map(({ _id, progress }) => `seat ${_id} was served by volunteer ${progress.workerId} and never credited`),
    ...journals
      .filter(({ kind, key }) => kind === 'earned' && !served.has(key))
      .map(({ _id, key }) => `journal ${_id} credits what nobody served: ${key}`),
    ...journals
      .filter(({ kind }) => kind === 'held')
      .flatMap(({ about }) => {
        const lineId = String(about['lineId']);
        if (known.has(`ended:${lineId}`) || open.has(lineId) || isUnderWay(lineId)) return [];
        return [`credit is held for line ${lineId}, which has ended`];
      }),
    ...journals
      .filter(({ key }) => key.startsWith('ended:') && !known.has(key.replace('ended:', 'held:')))
      .map(({ key }) => `a hold ended that was never made: ${key}`),
  ];
}
