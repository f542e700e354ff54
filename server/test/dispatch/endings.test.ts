import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  minutesBetween,
  plusMinutes,
  streamOf,
  type ConsoleView,
  type FeedEntry,
  type Instant,
  type JobView,
  type OfferView,
  type PersonId,
  type RunView,
} from '@nuanlin/shared';
import type { DomainEvent, EventOf, EventType } from '../../src/events/index.ts';
import { Events } from '../../src/platform/events.ts';
import { emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { violated } from '../support/invariants.ts';
import { area, districtId, operator, testDistrict } from './district.ts';

/** Every way in which an offer or an acceptance can end: a defined state, and the work on its way again. */
const district = testDistrict();
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => district.compose(platform));
});
afterAll(() => system.stop());
beforeEach(async () => {
  district.sendHome();
  // What the test before has caused must not meet an emptied database.
  await eventually(
    () => Events.countDocuments({ open: { $ne: [] } }),
    (open) => open === 0,
    12_000,
  );
  await emptyDatabase();
  await system.platform.clockControl?.set(MORNING);
});
// The clock stands in the database too, so it is set anew with each test.
const MORNING = '2026-06-18T01:00:00.000Z' as Instant;

interface Worker {
  readonly id: PersonId;
  readonly token: string;
}

const now = (): Instant => system.platform.clock.now();
/** Product time goes on by so many minutes at once. */
const wait = (minutes: number) => system.platform.clockControl?.set(plusMinutes(now(), minutes));
const tell = (event: DomainEvent) =>
  system.platform.transactions.run((session) => system.platform.events.add(event, session));
const confirm = async (kind: 'meal' | 'bath', from: number, to: number) => {
  const line = district.line(kind, plusMinutes(now(), from), plusMinutes(now(), to));
  await tell({ type: 'line_confirmed', facts: line });
  return line;
};
const said = async <T extends EventType>(type: T): Promise<EventOf<T>['facts'][]> => {
  const found = await Events.find({ type }).lean();
  return found.map(({ facts }) => facts as EventOf<T>['facts']);
};
const hears = <T extends EventType>(type: T, times = 1) =>
  eventually(
    () => said(type),
    (all) => all.length >= times,
  );
const post = async (path: string, token: string, body: object = {}) =>
  system.request('post', `/api/v1${path}`, token).send(body);
const offersOf = async ({ token }: Worker): Promise<OfferView[]> =>
  (await system.request('get', '/api/v1/offers', token)).body.offers ?? [];
const offered = async (worker: Worker): Promise<OfferView> => {
  const [offer] = await eventually(
    () => offersOf(worker),
    (all) => all.length > 0,
    12_000,
  );
  if (!offer) throw new Error('waited for it');
  return offer;
};
const accepts = async (worker: Worker): Promise<RunView> => {
  const offer = await offered(worker);
  const { status, body } = await post(`/offers/${offer.id}/accept`, worker.token);
  expect(status).toBe(200);
  return body;
};
const runsOf = async ({ token }: Worker): Promise<RunView[]> =>
  (await system.request('get', '/api/v1/workers/me/runs', token)).body.runs;
const jobsOf = async ({ token }: Worker): Promise<JobView[]> =>
  (await system.request('get', '/api/v1/workers/me/jobs', token)).body.jobs;
const console_ = async (): Promise<ConsoleView> =>
  (await system.request('get', `/api/v1/districts/${districtId}/console`, district.dispatcher)).body;
/** The courier has the first meal and nobody else is there yet. */
const withMeal = async (from = 30): Promise<{ first: Worker; run: RunView }> => {
  const first = district.worker('courier', 10);
  await confirm('meal', from, from + 30);
  return { first, run: await accepts(first) };
};

describe('an offer', () => {
  test('withdrawn by a dispatcher is closed, and the work is asked of somebody', async () => {
    const first = district.worker('courier', 10);
    await confirm('meal', 10, 40);
    const offer = await offered(first);
    const { body } = await post(`/offers/${offer.id}/rescind`, district.dispatcher, { why: 'wrong one' });
    expect(body).toMatchObject({ state: 'rescinded' });
    expect((await post(`/offers/${offer.id}/accept`, first.token)).body).toMatchObject({ code: 'OFFER_TAKEN' });
    const again = await offered(first);
    expect(again.id).not.toBe(offer.id);
  });

  test('whose line is cancelled ends, and so does the job', async () => {
    const first = district.worker('courier', 10);
    const line = await confirm('meal', 10, 40);
    const offer = await offered(first);
    const gone = { ...line, version: 2, reason: 'changed_mind', feeFen: 0 as never, wasConfirmed: true };
    await tell({ type: 'line_cancelled', facts: gone });
    await hears('offer_cancelled');
    expect(await offersOf(first)).toEqual([]);
    expect((await post(`/offers/${offer.id}/accept`, first.token)).body).toMatchObject({ code: 'OFFER_CLOSED' });
    expect((await console_()).jobs).toEqual([]);
  });

  test('for a time that was changed is off, and offered for the new one', async () => {
    const first = district.worker('courier', 10);
    const line = await confirm('meal', 10, 40);
    const offer = await offered(first);
    const { day, window, work } = line;
    const to = { from: plusMinutes(window.from, 5), to: plusMinutes(window.to, 5) };
    const moved = { ...line, version: 2, window: to, confirmed: true, was: { day, window, work } };
    await tell({ type: 'line_changed', facts: moved });
    const again = await eventually(
      () => offersOf(first),
      (all) => all.some(({ id }) => id !== offer.id),
    );
    expect(again).toMatchObject([{ stops: [{ window: to }] }]);
  });

  test('to a courier who goes offline is withdrawn and goes to the next', async () => {
    const first = district.worker('courier', 10);
    await confirm('meal', 10, 40);
    await offered(first);
    const second = district.worker('courier', 3000);
    district.change(first.id, { online: false });
    const facts = { workerId: first.id, areaPath: [area], operatorPath: [operator], silent: true };
    await tell({ type: 'worker_offline', facts });
    await offered(second);
    expect(await said('offer_rescinded')).toMatchObject([{ to: { workerId: first.id }, why: 'worker_offline' }]);
    expect(await offersOf(first)).toEqual([]);
  });
});

describe('accepted work', () => {
  test('whose line is cancelled is off, and who had it hears so', async () => {
    const first = district.worker('courier', 10);
    const line = await confirm('meal', 30, 60);
    await accepts(first);
    const heard: FeedEntry[] = [];
    const socket = await system.socket(first.token);
    socket.on('feed:entry', (entry) => heard.push(entry));
    await socket.emitWithAck('feed:join', { stream: streamOf('person', first.id) });
    const gone = { ...line, version: 2, reason: 'changed_mind', feeFen: 0 as never, wasConfirmed: true };
    await tell({ type: 'line_cancelled', facts: gone });
    const entry = await eventually(
      () => heard.find(({ type }) => type === 'seat_cancelled'),
      (found) => found !== undefined,
    );
    expect(entry?.view).toMatchObject({ state: 'cancelled', seats: [{ state: 'cancelled' }] });
    await eventually(
      () => runsOf(first),
      (runs) => runs.length === 0,
    );
  });

  test('of tomorrow’s shift is offered today, and keeps nobody from today’s work', async () => {
    const shifts = [0, 24 * 60].map((later) => ({
      from: plusMinutes(now(), later - 30),
      to: plusMinutes(now(), later + 9 * 60),
    }));
    const crew = [district.worker('staff', 10, { shifts }), district.worker('staff', 20, { shifts })];
    const confirmBath = async (from: number) => {
      await confirm('bath', from, from + 60);
      return Promise.all(crew.map(accepts));
    };
    await confirmBath(27 * 60);
    await confirmBath(3 * 60);
    for (const worker of crew) {
      await eventually(
        () => runsOf(worker),
        (runs) => runs.length === 2,
      );
    }
  });

  test('given back is offered to somebody else, never to who gave it back', async () => {
    const { first, run } = await withMeal();
    const second = district.worker('courier', 3000);
    await post(`/seats/${run.stops[0]?.seatId}/release`, first.token, { reason: 'flat tyre' });
    await offered(second);
    expect(await said('seat_reopened')).toMatchObject([
      { why: 'released', words: 'flat tyre', was: { workerId: first.id } },
    ]);
    expect(await runsOf(first)).toEqual([]);
    expect(await offersOf(first)).toEqual([]);
  });

  test('reassigned leaves the first and is the second’s at once', async () => {
    const { first, run } = await withMeal();
    const second = district.worker('courier', 3000);
    const seatId = run.stops[0]?.seatId;
    const { status } = await post(`/seats/${seatId}/assign`, district.dispatcher, { workerId: second.id, why: 'rain' });
    expect(status).toBe(200);
    await eventually(
      () => runsOf(first),
      (runs) => runs.length === 0,
    );
    expect(await runsOf(second)).toMatchObject([{ state: 'accepted', stops: [{ seatId }] }]);
  });

  test('not left for by the rules’ minute alarms and is offered anew, with a mark', async () => {
    const { first, run } = await withMeal();
    const second = district.worker('courier', 3000);
    const leaves = minutesBetween(now(), run.stops[0]?.promisedAt ?? now());
    await wait(leaves + 6);
    await hears('promise_in_danger');
    expect(await said('promise_in_danger')).toMatchObject([{ kind: 'not_departed' }]);
    expect(await said('worker_no_show')).toMatchObject([{ workerId: first.id }]);
    await offered(second);
    expect(await runsOf(first)).toEqual([]);
  });

  test('of somebody offline is doubted before he must leave; back in time it is not', async () => {
    const { first, run } = await withMeal();
    const offline = { workerId: first.id, areaPath: [area], operatorPath: [operator] };
    district.change(first.id, { online: false });
    await tell({ type: 'worker_offline', facts: { ...offline, silent: true } });
    await eventually(
      () => Events.countDocuments({ type: 'worker_offline', open: 'dispatch.presence' }),
      (open) => open === 0,
    );
    expect(await said('departure_doubtful')).toEqual([]);
    const leaves = minutesBetween(now(), run.stops[0]?.promisedAt ?? now());
    await wait(leaves - 15);
    await hears('departure_doubtful');
    expect(await said('departure_doubtful')).toMatchObject([{ runId: run.id, workerId: first.id }]);
    expect(await runsOf(first)).toMatchObject([{ state: 'accepted' }]);
  });
});

describe('work under way', () => {
  const departed = async () => {
    const { first, run } = await withMeal();
    expect((await post(`/runs/${run.id}/depart`, first.token)).status).toBe(200);
    return { first, run };
  };
  const toPromise = (run: RunView) => minutesBetween(now(), run.stops[0]?.promisedAt ?? now());

  test('that does not arrive and has fetched nothing is offered anew', async () => {
    const { first, run } = await departed();
    const second = district.worker('courier', 3000);
    await wait(toPromise(run) + 11);
    await offered(second);
    expect(await said('promise_in_danger')).toMatchObject([{ kind: 'not_arrived' }]);
    expect(await said('run_ended')).toMatchObject([{ runId: run.id, state: 'dissolved' }]);
    expect(await runsOf(first)).toEqual([]);
  });

  test('that has fetched the boxes stays with who has them; people are told', async () => {
    const { first, run } = await departed();
    const collected = await post(`/runs/${run.id}/collect`, first.token);
    expect(collected.body.collectedAt).not.toBeNull();
    expect((await post(`/runs/${run.id}/collect`, first.token)).body.version).toBe(collected.body.version);
    await wait(toPromise(run) + 11);
    await hears('promise_in_danger');
    expect(await runsOf(first)).toMatchObject([{ state: 'departed' }]);
    expect(await said('seat_reopened')).toEqual([]);
  });

  test('whose position falls silent alarms after the rules’ minute, and is well when it is heard again', async () => {
    const { first, run } = await departed();
    const phone = await system.socket(first.token);
    const report = () =>
      phone.emitWithAck('position', {
        runId: run.id,
        at: { lon: 112, lat: 33 },
        accuracyM: 10,
        takenAt: plusMinutes(now(), 600),
      });
    await post(`/runs/${run.id}/collect`, first.token);
    await eventually(report, () => true);
    const seen = await eventually(
      async () => {
        await report();
        return (await console_()).workers.find(({ id }) => id === first.id)?.position ?? null;
      },
      (position) => position !== null,
    );
    expect(seen && seen.takenAt <= now()).toBe(true); // whatever the device's clock says
    await wait(11);
    await hears('position_silent');
    expect(await said('position_silent')).toMatchObject([{ runId: run.id, workerId: first.id }]);
    await report();
    await hears('position_back');
    expect(await said('position_silent')).toHaveLength(1);
  });

  test('of a position that was never heard alarms nobody', async () => {
    const { run } = await departed();
    await wait(toPromise(run) + 11);
    await hears('promise_in_danger');
    expect(await said('position_silent')).toEqual([]);
  });
});

describe('a crew', () => {
  const both = async () => {
    const [lead, second] = [district.worker('staff', 100), district.worker('staff', 200)];
    await confirm('bath', 60, 150);
    await offered(lead);
    await offered(second);
    return { lead, second };
  };
  const statesOf = async (worker: Worker) => (await jobsOf(worker))[0]?.seats.map(({ state }) => state) ?? [];

  test('of which one declines keeps the other and seeks a substitute; in vain, everybody is let go', async () => {
    const { lead, second } = await both();
    await accepts(lead);
    await post(`/offers/${(await offered(second)).id}/reject`, second.token, { reason: 'ill' });
    expect(await statesOf(lead)).toContain('held');
    await wait(31);
    await eventually(
      () => jobsOf(lead),
      (jobs) => jobs.length === 0,
    );
    expect(await said('seat_reopened')).toContainEqual(
      expect.objectContaining({ why: 'crew_released', was: expect.objectContaining({ workerId: lead.id }) }),
    );
    expect(await said('worker_no_show')).toEqual([]);
  });

  test('of which one is replaced by a substitute is complete again', async () => {
    const { lead, second } = await both();
    await accepts(lead);
    const third = district.worker('staff', 300);
    await post(`/offers/${(await offered(second)).id}/reject`, second.token, { reason: 'ill' });
    await accepts(third);
    expect(await statesOf(lead)).toEqual(['assigned', 'assigned']);
  });
});

test('after all that every invariant holds', async () => {
  await eventually(violated, (found) => Object.keys(found).length === 0);
});
