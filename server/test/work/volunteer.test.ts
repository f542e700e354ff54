import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Id, JobView } from '@nuanlin/shared';
import { Events } from '../../src/platform/events.ts';
import { clockAt } from '../rights/ground.ts';
import { eventually } from '../support/system.ts';
import { startQuarter, type Hand, type Quarter } from './quarter.ts';

/** A volunteer's hour of company, from the yes to the credit and back. */
let quarter: Quarter;
let volunteer: Hand;
beforeAll(async () => {
  quarter = await startQuarter();
  volunteer = await quarter.hire('volunteer', '周美华');
});
afterAll(() => quarter.stop());

interface Account {
  readonly balanceMinutes: number;
  readonly entries: { readonly items: readonly { readonly journalId: Id<'journal'>; kind: string; minutes: number }[] };
}
const account = () => quarter.call<Account>('get', '/timebank/me', volunteer.token);

/** Its task comes once more: delivered, done, and its mark lost. */
async function deliverAgain(): Promise<void> {
  const { modifiedCount } = await Events.updateMany(
    { type: 'seat_done', 'facts.workerId': volunteer.id },
    { $set: { open: ['timebank.credit'] } },
  );
  expect(modifiedCount).toBe(1);
  await quarter.settled();
}

test('the work done, the account is credited once, whatever is delivered twice; a reversal undoes it for good', async () => {
  const { call } = quarter;
  const elder = await quarter.moveIn();
  const visit = quarter.visit('companionship', clockAt('14:00'));
  const { lines } = await quarter.order(elder.child, elder.elderId, [visit]);
  await call('post', `/lines/${lines[0]?.id}/answer`, elder.own, { yes: true, by: 'tap' });
  const offer = await quarter.offered(volunteer);
  expect(offer.pay).toMatchObject({ kind: 'credit', minutes: 60 });
  await quarter.accept(volunteer);

  const [job] = await eventually(
    () => quarter.jobsOf(volunteer),
    (jobs: JobView[]) => jobs[0]?.state === 'assigned',
  );
  const seat = `/seats/${job?.seats[0]?.id}`;
  await quarter.at('13:50');
  await call('post', `${seat}/depart`, volunteer.token);
  await call('post', `${seat}/arrive`, volunteer.token, { checkIn: { method: 'staff_note', words: '在门口' } });
  await quarter.at('14:00');
  await call('post', `${seat}/start`, volunteer.token);
  expect((await account()).balanceMinutes).toBe(0);
  await quarter.at('14:55');
  const evidence = [{ kind: 'signature', strokes: 'M0 0' }];
  await call('post', `${seat}/finish`, volunteer.token, { evidence, observation: 'fine' });

  const credited = await eventually(account, ({ balanceMinutes }) => balanceMinutes === 60);
  expect(credited.entries.items).toMatchObject([{ kind: 'earned', minutes: 60 }]);
  await quarter.settled();
  await deliverAgain();
  expect((await account()).entries.items).toHaveLength(1);

  const path = `/timebank/journals/${credited.entries.items[0]?.journalId}/reversal`;
  await call('post', path, quarter.bank.token, { reason: '记错人' });
  expect(await quarter.refusal(path, quarter.bank.token, { reason: '记错人' })).toBe('ALREADY_REVERSED');
  await deliverAgain();
  const undone = await account();
  expect(undone.balanceMinutes).toBe(0);
  expect(undone.entries.items.map(({ kind, minutes }) => [kind, minutes])).toEqual([
    ['reversal', -60],
    ['earned', 60],
  ]);
});
