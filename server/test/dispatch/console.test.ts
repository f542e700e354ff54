import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plusMinutes, streamOf, type ConsoleView, type FeedEntry } from '@nuanlin/shared';
import { emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { districtId, testDistrict } from './district.ts';

const district = testDistrict();
const { dispatcher } = district;
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => district.compose(platform));
});
afterAll(() => system.stop());
beforeEach(async () => {
  district.sendHome();
  await emptyDatabase();
});

const desk = async (): Promise<ConsoleView> =>
  (await system.request('get', `/api/v1/districts/${districtId}/console`, dispatcher)).body;

async function confirmMeal(): Promise<void> {
  const { clock, events, transactions } = system.platform;
  const line = district.line('meal', plusMinutes(clock.now(), 10), plusMinutes(clock.now(), 40));
  await transactions.run((session) => events.add({ type: 'line_confirmed', facts: line }, session));
}

/** What the desk hears of the district from now on. */
async function listen(): Promise<FeedEntry[]> {
  const heard: FeedEntry[] = [];
  const socket = await system.socket(dispatcher);
  socket.on('feed:entry', (entry) => heard.push(entry));
  await socket.emitWithAck('feed:join', { stream: streamOf('district', districtId) });
  return heard;
}

describe('the dispatcher’s desk', () => {
  test('hears without asking that nobody can be found for a job', async () => {
    const heard = await listen();
    district.worker('courier', 100, { skills: [] });
    await confirmMeal();
    const [waits] = await eventually(
      () => heard.filter(({ type }) => type === 'job_waits'),
      (entries) => entries.length === 1,
    );
    expect(waits?.view).toMatchObject({ held: null, impossible: { code: 'SKILL_MISSING' } });
    const { jobs } = await desk();
    expect(jobs).toMatchObject([{ id: waits?.view['jobId'], asked: [], impossible: { code: 'SKILL_MISSING' } }]);
  });

  test('sees who is asked, then whose run it is, the same by snapshot and by feed', async () => {
    const heard = await listen();
    const { id, token } = district.worker('courier', 200);
    await confirmMeal();
    const { jobs } = await eventually(desk, ({ jobs: [job] }) => job?.asked.length === 1);
    const [offer] = jobs[0]?.asked ?? [];
    expect(offer).toMatchObject({ mode: 'direct', to: { kind: 'worker', id, name: '试验人员' } });
    const sent = await eventually(
      () => heard.find(({ type }) => type === 'offer_sent'),
      (entry) => entry !== undefined,
    );
    expect(sent?.view).toMatchObject({ ...offer, jobIds: [jobs[0]?.id], state: 'pending', run: null });

    await system.request('post', `/api/v1/offers/${offer?.id}/accept`, token).send({});
    const accepted = await eventually(
      () => heard.find(({ type }) => type === 'offer_accepted'),
      (entry) => entry !== undefined,
    );
    const after = await desk();
    expect(after.runs).toMatchObject([{ workerId: id, state: 'accepted', jobIds: [jobs[0]?.id] }]);
    expect(accepted?.view['run']).toEqual(after.runs[0]);
    expect(after.jobs[0]).toMatchObject({ asked: [], workers: [{ id, state: 'assigned' }] });
  });
});
