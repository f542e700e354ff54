import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CHECKLISTS, type JobView, type LineView } from '@nuanlin/shared';
import { ledger } from '../../src/platform/ledger.ts';
import { clockAt, DAY } from '../rights/ground.ts';
import { eventually } from '../support/system.ts';
import { MORROW, startQuarter, type Hand, type Quarter } from './quarter.ts';

/** 入户助浴 from the order to the last thing that follows from it (D5). */
let quarter: Quarter;
beforeAll(async () => {
  quarter = await startQuarter();
});
afterAll(() => quarter.stop());

type Elder = Awaited<ReturnType<Quarter['moveIn']>>;
const GOOD = {
  identity_checked: true,
  risk_form: true,
  room_warm: true,
  systolic_before: 128,
  diastolic_before: 76,
  pulse_before: 72,
  temperature_before: 36.5,
  skin_before: '完好',
  water: 40,
};
const AFTER = {
  systolic_after: 124,
  diastolic_after: 74,
  pulse_after: 76,
  temperature_after: 36.6,
  skin_after: '完好',
  settled: true,
};
const signed = { evidence: [{ kind: 'signature', strokes: 'M0 0' }], observation: 'fine' };
const answersOf = (values: object) => ({
  answers: Object.entries(values).map(([step, value]) => ({ step, value: value as boolean | number | string })),
});

/** A bath of tomorrow that the elder has said yes to, paid by a hold. */
async function agreed(elder: Elder): Promise<{ orderId: string; line: LineView }> {
  await quarter.at('10:00');
  const { visit, order, call } = quarter;
  const { id: orderId, lines } = await order(
    elder.child,
    elder.elderId,
    [visit('bath', clockAt('10:00', MORROW))],
    'hold',
  );
  const [line] = lines;
  if (!line) throw new Error('one line');
  expect(line).toMatchObject({ state: 'placed', yes: 'waiting' });
  await call('post', `/lines/${line.id}/answer`, elder.own, { yes: true, by: 'tap' });
  return { orderId, line };
}

const seatOf = async (hand: Hand): Promise<{ job: JobView; path: string }> => {
  const [job] = await eventually(
    () => quarter.jobsOf(hand),
    (jobs) => jobs[0]?.state === 'assigned',
  );
  const seat = job?.seats.find(({ worker }) => worker?.id === hand.id);
  if (!job || !seat) throw new Error('has a seat');
  return { job, path: `/seats/${seat.id}` };
};
const note = { method: 'staff_note', words: '在门口' };

/** Two have accepted, stand at the door in time and may begin. */
async function atTheDoor(elder: Elder, crew: readonly [Hand, Hand]) {
  const { orderId, line } = await agreed(elder);
  for (const hand of crew) await quarter.accept(hand);
  const [lead, second] = [await seatOf(crew[0]), await seatOf(crew[1])];
  await quarter.at('09:50', MORROW);
  for (const [n, { path }] of [lead, second].entries()) {
    await quarter.call('post', `${path}/depart`, crew[n]?.token ?? '');
  }
  await quarter.call('post', `${lead.path}/arrive`, crew[0].token, { checkIn: note });
  return { orderId, line, jobId: lead.job.id, lead: lead.path, second: second.path };
}

describe('a bath at home', () => {
  test('of two certified people, one of his sex: from the yes to what each of them earns', async () => {
    const { call, refusal, hire } = quarter;
    const elder = await quarter.moveIn({ wishes: { bathedBy: 'any', leaveAtDoor: false, knows: [], blocks: [] } });
    const lead = await hire('staff', '李建军', { sex: 'male' });
    const second = await hire('staff', '黄丽', { sex: 'female' });
    const work = await atTheDoor(elder, [lead, second]);

    // Work begins when every seat has arrived.
    await call('post', `${work.lead}/checks`, lead.token, answersOf(GOOD));
    expect(await refusal(`${work.lead}/start`, lead.token)).toBe('CREW_INCOMPLETE');
    await call('post', `${work.second}/arrive`, second.token, { checkIn: note });
    await call('post', `${work.lead}/start`, lead.token);
    await call('post', `${work.second}/start`, second.token);

    // Readings are health: the daughter whom he lets see them does.
    const readings = async (token: string) =>
      (await call<JobView>('get', `/jobs/${work.jobId}`, token)).checklist.find(({ step }) => step === 'pulse_before');
    expect((await readings(elder.child))?.answer).toBe(72);

    // After it is measured again; without, it is not over.
    await quarter.at('10:40', MORROW);
    expect(await refusal(`${work.lead}/finish`, lead.token, signed)).toBe('CHECK_MISSING');
    await call('post', `${work.lead}/checks`, lead.token, answersOf(AFTER));
    expect(await refusal(`${work.lead}/finish`, lead.token, { ...signed, evidence: [] })).toBe('EVIDENCE_MISSING');
    await call('post', `${work.lead}/finish`, lead.token, signed);
    await call('post', `${work.second}/finish`, second.token, signed);

    await eventually(
      () => quarter.lineOf(elder.child, work.orderId),
      ({ state }) => state === 'fulfilled',
    );
    await quarter.settled();
    const { payments } = await call<{ payments: { id: string }[] }>(
      'get',
      `/payments?orderId=${work.orderId}`,
      elder.child,
    );
    expect(payments).toMatchObject([{ state: 'captured', capturedFen: 26_800 }]);
    expect(await quarter.sandbox.look(payments[0]?.id ?? '')).toMatchObject({ state: 'captured', captured: 26_800 });
    const told = await quarter.toldTo(elder.child);
    expect(told.filter((words) => words.includes('李建军 saw them'))).toHaveLength(1);
    for (const { token } of [lead, second]) {
      const { balanceFen, entries } = await call<{ balanceFen: number; entries: { items: object[] } }>(
        'get',
        '/workers/me/earnings',
        token,
      );
      expect(balanceFen).toBeGreaterThan(0);
      expect(entries.items).toMatchObject([{ fen: balanceFen, itemCode: 'bath_home' }]);
    }
    await quarter.sendHome(lead, second);
  });

  test('that is not fit today ends without a charge, the call-outs are the operator’s, the family hears at once', async () => {
    const { call, hire } = quarter;
    const elder = await quarter.moveIn({ wishes: { bathedBy: 'male', leaveAtDoor: false, knows: [], blocks: [] } });
    const [lead, second] = [await hire('staff', '李建军'), await hire('staff', '王强')];
    const work = await atTheDoor(elder, [lead, second]);
    await call('post', `${work.second}/arrive`, second.token, { checkIn: note });
    await call('post', `${work.lead}/checks`, lead.token, answersOf({ ...GOOD, temperature_before: 37.4 }));
    await call('post', `${work.lead}/fail`, lead.token, { reason: 'not_today', words: '体温 37.4' });

    const failed = await eventually(
      () => quarter.lineOf(elder.child, work.orderId),
      ({ state }) => state === 'failed',
    );
    expect(failed.ended).toMatchObject({ reason: 'not_today', feeFen: 0 });
    await quarter.settled();
    const { payments } = await call<{ payments: { id: string }[] }>(
      'get',
      `/payments?orderId=${work.orderId}`,
      elder.child,
    );
    expect(payments).toMatchObject([{ state: 'voided', capturedFen: 0 }]);
    expect(await quarter.sandbox.look(payments[0]?.id ?? '')).toMatchObject({ state: 'voided', captured: 0 });
    expect(await quarter.toldTo(elder.child)).toContainEqual(expect.stringContaining('Not fit today'));

    const earned = await Promise.all(
      [lead, second].map(({ token }) => call<{ balanceFen: number }>('get', '/workers/me/earnings', token)),
    );
    const callOuts = await ledger.balance(`payroll/${quarter.ground.town.company.id}/call_out`);
    expect(earned.map(({ balanceFen }) => balanceFen)).toEqual([0 - callOuts / 2, 0 - callOuts / 2]);
    expect(callOuts).toBeLessThan(0);
    await quarter.sendHome(lead, second);
  });
});

describe('before a bath', () => {
  let work: Awaited<ReturnType<typeof atTheDoor>>;
  let lead: Hand;
  beforeAll(async () => {
    const elder = await quarter.moveIn();
    lead = await quarter.hire('staff', '李建军');
    const second = await quarter.hire('staff', '王强');
    work = await atTheDoor(elder, [lead, second]);
    await quarter.call('post', `${work.second}/arrive`, second.token, { checkIn: note });
  });
  const starts = () => quarter.refusal(`${work.lead}/start`, lead.token);
  const answer = (values: object) => quarter.call('post', `${work.lead}/checks`, lead.token, answersOf(values));

  const blocking = Object.entries(CHECKLISTS.bathing).filter(([, { phase, blocks }]) => phase === 'before' && blocks);
  test('every blocking step is asked for in its turn', async () => {
    for (const [step] of blocking) {
      expect(await starts()).toBe('CHECK_MISSING');
      await answer({ [step]: GOOD[step as keyof typeof GOOD] });
    }
  });

  test.each([
    ['pressure of 180', { systolic_before: 180 }],
    ['pressure of 89', { systolic_before: 89 }],
    ['lower pressure of 110', { diastolic_before: 110 }],
    ['lower pressure of 59', { diastolic_before: 59 }],
    ['a pulse of 49', { pulse_before: 49 }],
    ['a pulse of 111', { pulse_before: 111 }],
    ['37.3 °C', { temperature_before: 37.3 }],
    ['water of 37.9 °C', { water: 37.9 }],
    ['water of 42.1 °C', { water: 42.1 }],
    ['a risk form that was not gone through', { risk_form: false }],
    ['skin that nobody looked at', { skin_before: ' ' }],
  ])('%s stops it', async (_, wrong) => {
    await answer({ ...GOOD, ...wrong });
    expect(await starts()).toBe('CHECK_BLOCKS');
  });

  test('nobody but the crew answers the checklist', async () => {
    const stranger = await quarter.hire('staff', '张红', { online: false });
    expect(await quarter.refusal(`${work.lead}/checks`, stranger.token, answersOf(GOOD))).toBe('NOT_FOUND');
  });

  test('what is well is begun', async () => {
    await answer({
      ...GOOD,
      systolic_before: 179,
      diastolic_before: 109,
      pulse_before: 110,
      temperature_before: 37.2,
      water: 42,
    });
    await quarter.call('post', `${work.lead}/start`, lead.token);
  });
});

test(`nobody is asked for a bath whose hard wish they do not meet (${DAY})`, async () => {
  const elder = await quarter.moveIn({ wishes: { bathedBy: 'female', leaveAtDoor: false, knows: [], blocks: [] } });
  const man = await quarter.hire('staff', '李建军', { sex: 'male' });
  const women = [
    await quarter.hire('staff', '黄丽', { sex: 'female' }),
    await quarter.hire('staff', '张红', { sex: 'female' }),
  ] as const;
  await agreed(elder);
  for (const woman of women) await quarter.offered(woman);
  const { offers } = await quarter.call<{ offers: object[] }>('get', '/offers', man.token);
  expect(offers).toEqual([]);
});
