import { afterAll, beforeAll, beforeEach, test } from '@jest/globals';
import { plusMinutes } from '@nuanlin/shared';
import type { LineFacts } from '../../src/events/index.ts';
import { createJobStore } from '../../src/features/jobs/index.ts';
import { unscoped } from '../../src/platform/access/scope.ts';
import { Events } from '../../src/platform/events.ts';
import { emptyDatabase, eventually, fixedId, startSystem, type TestSystem } from '../support/system.ts';
import { testDistrict } from './district.ts';

const TEST = unscoped('the test looks at everything');
const district = testDistrict();
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => district.compose(platform));
});
afterAll(() => system.stop());
beforeEach(() => emptyDatabase());

const meal = () => {
  const { clock } = system.platform;
  return district.line('meal', plusMinutes(clock.now(), 15), plusMinutes(clock.now(), 40));
};
const confirmed = (line: LineFacts) => {
  const { events, transactions } = system.platform;
  return transactions.run((session) => events.add({ type: 'line_confirmed', facts: line }, session));
};
/** The kitchen says that the line's box will stand ready in so many minutes. */
const expected = async ({ lineId, elderId, day, areaPath, operatorPath }: LineFacts, minutes: number) => {
  const { clock, events, transactions } = system.platform;
  const readyAt = plusMinutes(clock.now(), minutes);
  const ticket = {
    ticketId: fixedId('ticket', 1),
    canteenId: fixedId('canteen', 1),
    period: 'lunch' as const,
    version: 2,
  };
  const facts = { ...ticket, lineId, day, elderId, areaPath, operatorPath, readyAt };
  await transactions.run((session) => events.add({ type: 'ticket_expected', facts }, session));
  return readyAt;
};
const pickupOf = async ({ lineId }: LineFacts) =>
  (await createJobStore(system.platform.sealer).ofLine(TEST, lineId))?.job.pickup?.readyAt;

test('a job follows the kitchen’s word on when its box will stand ready', async () => {
  const line = meal();
  await confirmed(line);
  await eventually(
    () => pickupOf(line),
    (readyAt) => readyAt !== undefined,
  );
  for (const minutes of [33, 28]) {
    const readyAt = await expected(line, minutes);
    await eventually(
      () => pickupOf(line),
      (seen) => seen === readyAt,
    );
  }
});

test('a kitchen that speaks before the job is open is heard all the same', async () => {
  const line = meal();
  const readyAt = await expected(line, 33);
  await eventually(
    () => Events.countDocuments({ type: 'ticket_expected', open: 'jobs.kitchen' }),
    (open) => open === 0,
  );
  await confirmed(line);
  await eventually(
    () => pickupOf(line),
    (seen) => seen === readyAt,
  );
});
