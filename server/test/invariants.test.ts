import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { readDocuments, violations, type Documents } from '../src/invariants/index.ts';
import { startWorld, type World } from './rights/world.ts';

/** What must hold in every database holds after the whole story; and each check sees its violation when it is planted. */
let world: World;
let documents: Documents;
beforeAll(async () => {
  world = await startWorld();
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  documents = await readDocuments(mongoose.connection.getClient(), db, Date.now());
}, 60_000);
afterAll(() => world?.stop());

test('nothing is violated after the whole story', () => {
  expect(violations(documents)).toEqual({});
});

/** The rows with one of them changed. */
function changed<T>(rows: readonly T[], is: (row: T) => boolean, change: (row: T) => T): T[] {
  const chosen = rows.find(is);
  if (chosen === undefined) throw new Error('the story has none of these');
  return rows.map((row) => (row === chosen ? change(row) : row));
}
/** The rows without those. */
const without = <T>(rows: readonly T[], is: (row: T) => boolean): T[] => rows.filter((row) => !is(row));

const A_LIFE_AGO = new Date(0);
const later = { from: '2026-06-18T02:00:00.000Z', to: '2026-06-18T12:00:00.000Z' };
const any = () => true;
const isDone = ({ progress }: Documents['seats'][number]): boolean => progress.state === 'done';
const mealLine = (): string => world.things.mealLine;

const PLANTS: readonly (readonly [string, RegExp, (d: Documents) => Partial<Documents>])[] = [
  ['an order without lines', /order \w+ has no lines/, () => ({ lines: [] })],
  ['a line without its order', /is of no order/, () => ({ orders: [] })],
  [
    'a line that nothing brings to its end',
    /is confirmed, and nothing brings it to its end/,
    (d) => ({
      tickets: without(d.tickets, ({ lineId }) => lineId === mealLine()),
      jobs: without(d.jobs, ({ source }) => source.lineId === mealLine()),
      deadlines: [],
      ...{ concerns: [], alarms: [], follow_ups: [] },
    }),
  ],
  [
    'a cancelled line that is cooked',
    /is cancelled and still worked on/,
    (d) => ({
      lines: changed(
        d.lines,
        ({ _id }) => _id === mealLine(),
        (line) => ({ ...line, state: 'cancelled' }),
      ),
      deadlines: [],
      ...{ concerns: [], alarms: [], follow_ups: [] },
    }),
  ],
  [
    'a seat in no run',
    /stands in 0 runs/,
    (d) => ({
      runs: changed(
        d.runs,
        ({ state }) => state === 'accepted' || state === 'departed',
        (run) => ({ ...run, stops: [] }),
      ),
    }),
  ],
  [
    'a seat that two have',
    /stands in 2 runs/,
    (d) => ({ runs: d.runs.flatMap((run) => (run.state === 'departed' ? [run, { ...run, _id: 'run_2' }] : [run])) }),
  ],
  [
    'a seat that another has than its run',
    /its run \w+ is per_other’s/,
    (d) => ({
      runs: changed(
        d.runs,
        ({ state }) => state === 'departed',
        (run) => ({ ...run, workerId: 'per_other' }),
      ),
    }),
  ],
  [
    'a worker in two places',
    /is in two places/,
    (d) => ({
      loads: changed(
        d.loads,
        ({ entries }) => entries.length > 0,
        (load) => ({
          ...load,
          entries: [...load.entries, { runId: 'run_2', window: later }, { runId: 'run_3', window: later }],
        }),
      ),
    }),
  ],
  ['a run under way that holds nobody', /is under way and holds nobody/, () => ({ loads: [] })],
  [
    'a worker who carries too much',
    /and has room for 0/,
    (d) => ({
      workers: d.workers.map((worker) => ({ ...worker, capacity: 0 })),
      jobs: d.jobs.map((job) => ({ ...job, load: 3 })),
    }),
  ],
  [
    'an offer after its lease',
    /is pending, its lease was over/,
    (d) => ({
      offers: changed(
        d.offers,
        ({ state }) => state === 'pending',
        (offer) => ({ ...offer, leaseUntil: '2026-06-18T01:00:00.000Z' }),
      ),
    }),
  ],
  [
    'a worker who is asked twice at once',
    /has 2 pending offers/,
    (d) => ({
      offers: d.offers.flatMap((offer) =>
        offer.state === 'pending' && offer.to.workerId ? [offer, { ...offer, _id: 'off_2' }] : [offer],
      ),
    }),
  ],
  [
    'a journal that does not balance',
    /sums to 1/,
    (d) => ({
      journals: changed(d.journals, any, (journal) => ({
        ...journal,
        entries: [...journal.entries, { account: 'x', amount: 1 }],
      })),
    }),
  ],
  [
    'a journal posted twice',
    /two journals are called/,
    (d) => ({ journals: [...d.journals, ...d.journals.slice(0, 1)] }),
  ],
  [
    'a reversal posted twice',
    /is reversed twice/,
    (d) => ({
      journals: [
        ...d.journals,
        ...['a', 'b'].map((key) => ({ _id: key, key, kind: 'reversal', reverses: 'jou_1', entries: [], about: {} })),
      ],
    }),
  ],
  [
    'an account that is overdrawn',
    /credit\/per_poor is overdrawn: -5/,
    (d) => ({
      journals: [
        ...d.journals,
        {
          _id: 'j',
          key: 'k',
          kind: 'held',
          reverses: null,
          about: { lineId: mealLine() },
          entries: [
            { account: 'credit/per_poor', amount: -5 },
            { account: 'credit-held/per_poor', amount: 5 },
          ],
        },
      ],
    }),
  ],
  [
    'a volunteer’s service that was never credited',
    /was served by volunteer \w+ and never credited/,
    (d) => ({ journals: without(d.journals, ({ kind }) => kind === 'earned') }),
  ],
  ['a credit that nobody earned', /credits what nobody served/, (d) => ({ seats: without(d.seats, isDone) })],
  [
    'credit held for a line that has ended',
    /is held for line lin_gone, which has ended/,
    (d) => ({
      journals: [
        ...d.journals,
        { _id: 'j', key: 'held:lin_gone', kind: 'held', reverses: null, entries: [], about: { lineId: 'lin_gone' } },
      ],
    }),
  ],
  [
    'a hold that ended without having been made',
    /a hold ended that was never made/,
    (d) => ({
      journals: [
        ...d.journals,
        { _id: 'j', key: 'ended:lin_x', kind: 'spent', reverses: null, entries: [], about: {} },
      ],
    }),
  ],
  [
    'money taken for a line that was cancelled',
    /is cancelled and owes 0; 100 was taken/,
    (d) => ({
      lines: changed(
        d.lines,
        ({ _id }) => _id === mealLine(),
        (line) => ({ ...line, state: 'cancelled', ended: { feeFen: 0 } }),
      ),
      payments: changed(d.payments, any, (payment) => ({
        ...payment,
        lines: [{ lineId: mealLine(), amountFen: 100, takenFen: 100, refundedFen: 0 }],
      })),
    }),
  ],
  [
    'money that was to go back',
    /keeps 60 that nobody owes/,
    (d) => ({
      payments: changed(d.payments, any, (payment) => ({
        ...payment,
        way: 'pay_now',
        state: 'captured',
        lines: [{ lineId: mealLine(), amountFen: 100, takenFen: 40, refundedFen: 0 }],
      })),
    }),
  ],
  [
    'a payment that takes more than agreed',
    /takes 200 of 100/,
    (d) => ({
      payments: changed(d.payments, any, (payment) => ({
        ...payment,
        lines: [{ lineId: mealLine(), amountFen: 100, takenFen: 200, refundedFen: 0 }],
      })),
    }),
  ],
  [
    'a payment that hangs',
    /is pending, and nothing brings it to its end/,
    (d) => ({ payments: changed(d.payments, any, (payment) => ({ ...payment, state: 'pending' })), deadlines: [] }),
  ],
  [
    'an event that waits for its handler',
    /waits for timebank.credit/,
    (d) => ({
      events: changed(d.events, any, (event) => ({ ...event, open: ['timebank.credit'], recordedAt: A_LIFE_AGO })),
    }),
  ],
  ['a gap in the feed', /stream \S+ goes from 1 to 3/, (d) => ({ feed: without(d.feed, ({ n }) => n === 2) })],
  [
    'a number of the feed twice',
    /stream \S+ has the number 1 twice/,
    (d) => ({ feed: [...d.feed, ...d.feed.slice(0, 1)] }),
  ],
  [
    'a number that is never called',
    /counter \S+ .* goes from 0 to 7/,
    (d) => ({ tickets: changed(d.tickets, any, (ticket) => ({ ...ticket, number: 7 })) }),
  ],
  [
    'a concern without an owner that does not climb',
    /has no owner and does not climb/,
    (d) => ({
      concerns: changed(
        d.concerns,
        ({ item }) => item.state === 'open',
        (concern) => ({ ...concern, item: { ...concern.item, climbed: 0, ladder: [{}] } }),
      ),
      deadlines: [],
    }),
  ],
  [
    'an alarm that will not escalate',
    /is raised and will not escalate/,
    (d) => ({
      alarms: changed(d.alarms, any, (alarm) => ({ ...alarm, item: { ...alarm.item, state: 'raised' } })),
      deadlines: [],
    }),
  ],
  [
    'something owned by nobody',
    /is owned by nobody/,
    (d) => ({
      follow_ups: changed(d.follow_ups, any, (one) => ({
        ...one,
        item: { ...one.item, state: 'owned', ownerId: null },
      })),
    }),
  ],
  [
    'something closed that lies on the desk',
    /is closed, the desk has it otherwise/,
    (d) => ({
      concerns: changed(d.concerns, any, (one) => ({ ...one, ended: false, item: { ...one.item, state: 'closed' } })),
    }),
  ],
];

test.each(PLANTS)('%s is seen', (_, expected, plant) => {
  const found = Object.values(violations({ ...documents, ...plant(documents) })).flat();
  expect(found.filter((line) => expected.test(line))).not.toEqual([]);
});

test('the command reads a database and says so', async () => {
  const uri = new URL(process.env['MONGODB_URI'] ?? 'mongodb://127.0.0.1:27017/?replicaSet=rs0');
  uri.pathname = `/${mongoose.connection.name}`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=source', join(import.meta.dirname, '../src/invariants/main.ts')],
    { env: { ...process.env, NODE_OPTIONS: '', MONGODB_URI: uri.href }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'exit')) as [number];
  expect([code, said.match(/^✓ /gm)?.length, said]).toEqual([0, 7, expect.not.stringContaining('✗')]);
});
