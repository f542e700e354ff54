import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { plusMinutes, type ExplanationView } from '@nuanlin/shared';
import { emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { testDistrict } from './district.ts';

const district = testDistrict();
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => district.compose(platform));
  await emptyDatabase();
});
afterAll(() => system.stop());

const DAY_MS = 86_400_000;

/** Whatever in a document is a place: a coordinate by its name, or by the shape of two numbers of the district. */
const placesIn = (document: unknown): string[] =>
  JSON.stringify(document).match(/"(lon|lat|coordinates)"|\b112\.\d+|\b33\.\d{3,}/g) ?? [];

test('a decision among many workers is kept in 4 KB, without a place, for 30 days, and explains everybody', async () => {
  const couriers = Array.from({ length: 80 }, (_, i) => district.worker('courier', 50 * i, { capacity: i % 7 }));
  const { clock, events, transactions } = system.platform;
  const line = district.line('meal', plusMinutes(clock.now(), 10), plusMinutes(clock.now(), 40));
  await transactions.run((session) => events.add({ type: 'line_confirmed', facts: line }, session));

  const traces = mongoose.connection.collection('traces');
  const kept = await eventually(
    () => traces.findOne({ 'outcome.kind': 'offered' }),
    (found) => found !== null,
  );
  if (!kept) throw new Error('waited for it');
  const { trace, inputs, expiresAt } = kept;
  expect(trace).toMatchObject({ chosen: expect.any(String), excluded: { OVER_CAPACITY: expect.any(Number) } });
  expect(trace['nextBest']).toHaveLength(5);
  expect(Buffer.byteLength(JSON.stringify(trace))).toBeLessThanOrEqual(4096);
  expect(placesIn(inputs)).toEqual([]);
  expect(placesIn({ at: { lon: 112.1, lat: 33 } })).not.toEqual([]);
  const left = (expiresAt as Date).getTime() - Date.now();
  expect(left).toBeGreaterThan(29.9 * DAY_MS);
  expect(left).toBeLessThanOrEqual(30 * DAY_MS);
  const indexes = await traces.indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));

  const [seat] = await mongoose.connection.collection('seats').find({}).toArray();
  const ask = async (workerId: string): Promise<ExplanationView> =>
    (await system.request('get', `/api/v1/seats/${String(seat?._id)}/explain/${workerId}`, district.dispatcher)).body;
  const answers = await Promise.all(couriers.slice(0, 14).map(({ id }) => ask(id)));
  expect(answers.filter(({ eligible }) => eligible)).toHaveLength(12);
  expect(answers.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toEqual(['OVER_CAPACITY', 'OVER_CAPACITY']);
  for (const { eligible, changes, thenMinutes, behindMinutes } of answers) {
    expect(changes.map(({ code }) => code)).toEqual(eligible ? [] : ['OVER_CAPACITY']);
    expect(thenMinutes).toEqual(eligible ? null : expect.any(Number));
    expect(behindMinutes).toBeGreaterThanOrEqual(0);
  }
  const behind = answers.flatMap((answer) => (answer.eligible ? [answer.behindMinutes] : []));
  expect(Math.min(...behind)).toBe(0);
  expect(Math.max(...behind)).toBeGreaterThan(0);
});
