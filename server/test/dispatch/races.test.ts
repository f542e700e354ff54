import type supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { asFen, plusMinutes, type JobView, type OfferView, type RunView } from '@nuanlin/shared';
import { createJobStore } from '../../src/features/jobs/index.ts';
import { Events } from '../../src/platform/events.ts';
import { unscoped } from '../../src/platform/access/scope.ts';
import { emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { violated } from '../support/invariants.ts';
import { districtId, testDistrict } from './district.ts';

const TEST = unscoped('the test looks at everything');
const district = testDistrict();
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => district.compose(platform));
});
afterAll(() => system.stop());
beforeEach(async () => {
  district.sendHome();
  await emptyDatabase();
});

const confirm = async (kind: 'meal' | 'bath', fromMinutes: number, toMinutes: number) => {
  const { clock, events, transactions } = system.platform;
  const line = district.line(kind, plusMinutes(clock.now(), fromMinutes), plusMinutes(clock.now(), toMinutes));
  await transactions.run((session) => events.add({ type: 'line_confirmed', facts: line }, session));
  return line;
};
/** Asks again while the door is closed for a moment (503), as any client would. */
const patiently = (ask: () => supertest.Test): Promise<supertest.Response> =>
  eventually(
    async () => ask(),
    ({ status }) => status !== 503,
    20_000,
  );
const offersOf = async (token: string): Promise<OfferView[]> =>
  (await patiently(() => system.request('get', '/api/v1/offers', token))).body.offers;

describe('the road of a meal', () => {
  test('from the confirmed line to the door', async () => {
    const { token } = district.worker('courier', 200);
    await confirm('meal', 10, 40);
    const [offer] = await eventually(
      () => offersOf(token),
      (offers) => offers.length === 1,
    );
    expect(offer).toMatchObject({
      state: 'pending',
      pay: { kind: 'money' },
      stops: [{ compound: '柳荫里', floor: 5, at: null }],
    });

    const accepted = await system.request('post', `/api/v1/offers/${offer?.id}/accept`, token).send({});
    expect(accepted.status).toBe(200);
    const run: RunView = accepted.body;
    expect(run.stops[0]).toMatchObject({ room: '3-2-502', elderName: '试验老人', seatState: 'assigned' });

    const left = plusMinutes(system.platform.clock.now(), -3);
    const madeAt = { deviceAt: left, offsetMs: 0 };
    expect((await system.request('post', `/api/v1/runs/${run.id}/depart`, token).send({ madeAt })).status).toBe(200);
    const { body: job }: { body: JobView } = await system.request('get', `/api/v1/jobs/${run.stops[0]?.jobId}`, token);
    expect(job.seats[0]?.departedAt).toBe(left);
    expect(job.elder?.passphrase).toMatch(/../);
    const done = await system.request('post', `/api/v1/seats/${run.stops[0]?.seatId}/hand-over`, token).send({
      receiver: 'elder',
      observation: 'fine',
      checkIn: { method: 'staff_note', words: '试验' },
    });
    expect(done.body).toMatchObject({ state: 'completed', seats: [{ state: 'done' }] });
    await eventually(
      async () => (await system.request('get', '/api/v1/workers/me/runs', token)).body.runs,
      (runs: RunView[]) => runs.length === 0,
    );
  });

  test('a rejected offer goes to somebody else and never back', async () => {
    const first = district.worker('courier', 10);
    const second = district.worker('courier', 3000);
    await confirm('meal', 10, 40);
    const [offer] = await eventually(
      () => offersOf(first.token),
      (offers) => offers.length === 1,
    );
    await system.request('post', `/api/v1/offers/${offer?.id}/reject`, first.token).send({ reason: 'busy' });
    await eventually(
      () => offersOf(second.token),
      (offers) => offers.length === 1,
    );
    expect(await offersOf(first.token)).toEqual([]);
    const [again] = await offersOf(second.token);
    await system.request('post', `/api/v1/offers/${again?.id}/accept`, second.token).send({});
  });
});

describe('a crew', () => {
  test('is held until the last has accepted, then all are assigned', async () => {
    const [one, two] = [district.worker('staff', 100), district.worker('staff', 200)];
    await confirm('bath', 60, 150);
    const [first] = await eventually(
      () => offersOf(one.token),
      (offers) => offers.length === 1,
    );
    const [second] = await eventually(
      () => offersOf(two.token),
      (offers) => offers.length === 1,
    );
    const seatOf = async (token: string) => {
      const { jobs } = (await system.request('get', '/api/v1/workers/me/jobs', token)).body as { jobs: JobView[] };
      return jobs.flatMap(({ seats }) => seats.map(({ state }) => state));
    };
    await system.request('post', `/api/v1/offers/${first?.id}/accept`, one.token).send({});
    expect(await seatOf(one.token)).toEqual(expect.arrayContaining(['held', 'offered']));
    await system.request('post', `/api/v1/offers/${second?.id}/accept`, two.token).send({});
    expect(await seatOf(one.token)).toEqual(['assigned', 'assigned']);
  });

  test('whose two last seats are accepted at once is complete', async () => {
    const both = [district.worker('staff', 100), district.worker('staff', 200)];
    await confirm('bath', 60, 150);
    const offers = await Promise.all(
      both.map(({ token }) =>
        eventually(
          () => offersOf(token),
          (mine) => mine.length === 1,
        ),
      ),
    );
    const answers = await Promise.all(
      both.map(({ token }, i) => system.request('post', `/api/v1/offers/${offers[i]?.[0]?.id}/accept`, token).send({})),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { jobs } = (await system.request('get', '/api/v1/workers/me/jobs', both[0]?.token)).body as {
      jobs: JobView[];
    };
    expect(jobs[0]?.seats.map(({ state }) => state)).toEqual(['assigned', 'assigned']);
  });
});

describe('events in any order', () => {
  test('a line cancelled before its confirmation is heard sends nobody', async () => {
    const { clock, events, transactions } = system.platform;
    const { token } = district.worker('courier', 10);
    const line = district.line('meal', plusMinutes(clock.now(), 10), plusMinutes(clock.now(), 40));
    const cancelled = { ...line, version: 2, reason: 'changed_mind', feeFen: asFen(0), wasConfirmed: true };
    await transactions.run((session) => events.add({ type: 'line_cancelled', facts: cancelled }, session));
    await eventually(
      () => Events.countDocuments({ open: 'jobs.cancel' }),
      (open) => open === 0,
    );
    await transactions.run((session) => events.add({ type: 'line_confirmed', facts: line }, session));
    await eventually(
      () => Events.countDocuments({ open: 'jobs.open' }),
      (open) => open === 0,
    );
    expect(await createJobStore(system.platform.sealer).ofLine(TEST, line.lineId)).toBeNull();
    expect(await offersOf(token)).toEqual([]);
  });
});

describe('a lease', () => {
  test('that runs out gives the work to the next', async () => {
    const asleep = district.worker('courier', 10);
    await confirm('meal', 10, 40);
    await eventually(
      () => offersOf(asleep.token),
      (offers) => offers.length === 1,
    );
    const awake = district.worker('courier', 20);
    const { clockControl, clock } = system.platform;
    await clockControl?.set(plusMinutes(clock.now(), 2));
    await eventually(
      () => offersOf(awake.token),
      (offers) => offers.length === 1,
    );
    expect(await offersOf(asleep.token)).toEqual([]);
  });
});

describe('races', () => {
  test('50 workers accept one broadcast offer at once: exactly one has it', async () => {
    await confirm('meal', 300, 330); // too early for a round to offer it by itself
    const job = await eventually(
      () => createJobStore(system.platform.sealer).inDistrict(TEST, districtId, ['open']),
      (works) => works.length === 1,
    );
    const workers = Array.from({ length: 50 }, (_, i) => district.worker('courier', 100 + i));
    await eventually(
      () => system.request('post', `/api/v1/jobs/${job[0]?.job.id}/broadcast`, district.dispatcher).send({ k: 50 }),
      ({ status }) => status === 200,
    );
    const mine = (
      await Promise.all(workers.map(async ({ token }) => ({ token, offers: await offersOf(token) })))
    ).filter(({ offers }) => offers.length > 0);
    const answers = await Promise.all(
      mine.map(({ token, offers }) =>
        patiently(() => system.request('post', `/api/v1/offers/${offers[0]?.id}/accept`, token).send({})),
      ),
    );
    expect(answers).toHaveLength(50);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers) {
      if (status !== 200) expect(['OFFER_TAKEN', 'SEAT_MOVED_ON']).toContain(body.code);
    }
  });

  test('one worker is given two overlapping runs at once: exactly one holds', async () => {
    await confirm('meal', 300, 330); // too early for a round to offer it by itself
    await confirm('meal', 300, 330); // too early for a round to offer it by itself
    const works = await eventually(
      () => createJobStore(system.platform.sealer).inDistrict(TEST, districtId, ['open']),
      (found) => found.length === 2,
    );
    const { id: workerId } = district.worker('courier', 100);
    const answers = await Promise.all(
      works.map(({ seats }) =>
        system
          .request('post', `/api/v1/seats/${seats[0]?.id}/assign`, district.dispatcher)
          .send({ workerId, why: 'two dispatchers at once' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.find(({ status }) => status !== 200)?.body.code).toBe('WORKER_BUSY');
  });
});

test('after all that every invariant holds', async () => {
  await eventually(violated, (found) => Object.keys(found).length === 0);
});
