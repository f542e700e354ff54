import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  plusMinutes,
  streamOf,
  type CandidateView,
  type FeedEntry,
  type JobDispatch,
  type OfferView,
  type OperatorId,
  type ProviderBoard,
  type RunView,
} from '@nuanlin/shared';
import { actorWith, emptyDatabase, eventually, fixedId, startSystem, type TestSystem } from '../support/system.ts';
import { operator, testDistrict } from './district.ts';

/** A provider that names its staff itself. */
const district = testDistrict({ automatic: false });
const { coordinator, dispatcher } = district;
const elsewhere: OperatorId = fixedId('operator', 2);
const stranger = district.people.signIn(actorWith({ role: 'coordinator', over: elsewhere }));
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => district.compose(platform));
});
afterAll(() => system.stop());
beforeEach(async () => {
  district.sendHome();
  await emptyDatabase();
});

const get = async <T>(path: string, token: string): Promise<T> =>
  (await system.request('get', `/api/v1${path}`, token)).body as T;
const post = (path: string, token: string, body: object) => system.request('post', `/api/v1${path}`, token).send(body);
const boardOf = (token: string) => get<ProviderBoard>(`/providers/${operator}/board`, token);

/** A confirmed bath, and the offers that wait for the coordinator. */
async function offersForBath(): Promise<OfferView[]> {
  const { clock, events, transactions } = system.platform;
  const line = district.line('bath', plusMinutes(clock.now(), 60), plusMinutes(clock.now(), 150));
  await transactions.run((session) => events.add({ type: 'line_confirmed', facts: line }, session));
  const { offers } = await eventually(
    () => boardOf(coordinator),
    (board) => (board.offers ?? []).length > 0,
  );
  return offers;
}

describe('a provider’s coordinator', () => {
  test('names staff, and the board shows the work', async () => {
    const first = district.worker('staff', 700);
    district.worker('staff', 100);
    const [offer] = await offersForBath();
    const { candidates } = await get<{ candidates: CandidateView[] }>(`/offers/${offer?.id}/staff`, coordinator);
    expect(candidates.map(({ eligible }) => eligible)).toEqual([true, true]);
    expect(candidates[0]?.workerId).toBe(first.id);

    const named = await post(`/offers/${offer?.id}/name`, coordinator, { workerId: first.id });
    expect(named.status).toBe(200);
    expect((named.body as RunView).workerId).toBe(first.id);
    const board = await boardOf(coordinator);
    expect(board.offers.map(({ id }) => id)).not.toContain(offer?.id);
    expect(board.jobs[0]?.seats.map(({ worker }) => worker?.id)).toContain(first.id);
    expect(board.staff).toHaveLength(2);
  });

  test('names nobody who may not do it, nor another provider’s staff', async () => {
    district.worker('staff', 200);
    district.worker('staff', 300);
    const unable = district.worker('staff', 100, { skills: ['cleaning'] });
    const foreign = district.worker('staff', 50, { operatorPath: [elsewhere] });
    const [offer] = (await offersForBath()).filter(({ mode }) => mode === 'provider');
    const { candidates } = await get<{ candidates: CandidateView[] }>(`/offers/${offer?.id}/staff`, coordinator);
    expect(candidates.map(({ workerId }) => workerId)).not.toContain(foreign.id);

    const refused = await post(`/offers/${offer?.id}/name`, coordinator, { workerId: unable.id });
    expect([refused.status, refused.body.code, refused.body.data.reason]).toEqual([
      409,
      'WORKER_NOT_ELIGIBLE',
      'SKILL_MISSING',
    ]);
    const strange = await post(`/offers/${offer?.id}/name`, coordinator, { workerId: foreign.id });
    expect([strange.body.code, strange.body.data.reason]).toEqual(['WORKER_NOT_ELIGIBLE', 'OTHER_PROVIDER']);
    expect((await boardOf(coordinator)).offers.map(({ state }) => state)).toContain('pending');
  });

  test('of another provider sees and touches nothing here', async () => {
    const { id: workerId } = district.worker('staff', 200);
    district.worker('staff', 900);
    const [offer] = await offersForBath();
    const answers = await Promise.all([
      system.request('get', `/api/v1/providers/${operator}/board`, stranger),
      system.request('get', `/api/v1/offers/${offer?.id}/staff`, stranger),
      post(`/offers/${offer?.id}/name`, stranger, { workerId }),
      post(`/offers/${offer?.id}/reject`, stranger, { reason: 'no' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const socket = await system.socket(stranger);
    const joined = await socket.emitWithAck('feed:join', { stream: streamOf('provider', operator) });
    expect(joined.ok).toBe(false);
  });

  test('hears of offers, of the staff’s jobs, and when a dispatcher gives the seat to somebody else', async () => {
    const first = district.worker('staff', 200);
    district.worker('staff', 250);
    const other = district.worker('staff', 300, { operatorPath: [elsewhere] });
    const socket = await system.socket(coordinator);
    const heard: FeedEntry[] = [];
    socket.on('feed:entry', (entry) => heard.push(entry));
    await socket.emitWithAck('feed:join', { stream: streamOf('provider', operator) });

    const [offer] = await offersForBath();
    const seatId = offer?.stops[0]?.seatId;
    await post(`/offers/${offer?.id}/name`, coordinator, { workerId: first.id });
    const workersHeard = () =>
      heard
        .filter(({ entity }) => entity.kind === 'job')
        .map(({ view }) => (view['seats'] as { worker: { id: string } | null }[]).map(({ worker }) => worker?.id));
    await eventually(workersHeard, (seen) => seen.some((seats) => seats.includes(first.id)));
    expect(heard.some(({ type }) => type === 'offer_sent')).toBe(true);

    const moved = await post(`/seats/${seatId}/assign`, dispatcher, { workerId: other.id, why: 'closer' });
    expect(moved.status).toBe(200);
    await eventually(workersHeard, (seen) => seen.at(-1)?.includes(other.id) === true);
    expect(workersHeard().at(-1)).not.toContain(first.id);
  });
});

describe('the desk looks back on a job', () => {
  test('sees who was asked, how it ended, and what the engine weighed', async () => {
    const first = district.worker('staff', 200);
    const second = district.worker('staff', 900);
    const [offer] = await offersForBath();
    const jobId = offer?.stops[0]?.jobId;
    await post(`/offers/${offer?.id}/name`, coordinator, { workerId: first.id });
    const looked = await get<JobDispatch>(`/jobs/${jobId}/dispatch`, dispatcher);
    const named = looked.offers.find(({ id }) => id === offer?.id);
    expect(named).toMatchObject({ state: 'accepted', mode: 'provider', toKind: 'provider', toName: '试验机构' });
    expect(looked.decision).toMatchObject({ outcome: { kind: 'offered' } });

    await post(`/seats/${offer?.stops[0]?.seatId}/assign`, dispatcher, {
      workerId: second.id,
      why: 'she asked for her',
    });
    const later = await get<JobDispatch>(`/jobs/${jobId}/dispatch`, dispatcher);
    expect(later.offers).toContainEqual(
      expect.objectContaining({ mode: 'manual', toKind: 'worker', why: 'she asked for her', byName: '试验人员' }),
    );
    expect((await system.request('get', `/api/v1/jobs/${jobId}/dispatch`, coordinator)).status).toBe(403);
  });
});
