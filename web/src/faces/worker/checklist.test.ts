import { expect, test } from '@jest/globals';
import { draftOf, missingSteps, newAnswers, stoppingReadings, withDraft, type ChecklistStep } from './checklist.ts';

const step = (name: string, asks: ChecklistStep['asks'], answer: ChecklistStep['answer'] = null): ChecklistStep => ({
  step: name,
  name: { 'zh-CN': name, en: name },
  phase: 'before',
  blocks: true,
  asks,
  unit: null,
  answer,
});

test('fields begin with what was answered, sums in yuan', () => {
  expect(
    draftOf([step('a', 'tick', true), step('b', 'reading'), step('c', 'sum', 1250), step('d', 'words', 'x')]),
  ).toEqual({ a: true, b: '', c: '12.5', d: 'x' });
});

test.each<[ChecklistStep['asks'], ChecklistStep['answer'], string | boolean, unknown]>([
  ['tick', null, false, []],
  ['tick', null, true, [{ step: 'a', value: true }]],
  ['tick', true, false, [{ step: 'a', value: false }]],
  ['reading', null, ' 36.8 ', [{ step: 'a', value: 36.8 }]],
  ['reading', null, '36,8', []],
  ['reading', 36.8, '36.8', []],
  ['sum', null, '19.99', [{ step: 'a', value: 1999 }]],
  ['words', null, '  ', []],
  ['words', null, ' 皮肤完好 ', [{ step: 'a', value: '皮肤完好' }]],
])('%s answered %p and now %p tells %p', (asks, answer, typed, told) => {
  expect(newAnswers([step('a', asks, answer)], { a: typed })).toEqual(told);
});

test('a step that blocks is missing until it is answered well', () => {
  const steps = [
    step('a', 'tick', false),
    step('b', 'reading'),
    step('c', 'reading', 0),
    { ...step('d', 'tick'), blocks: false },
  ];
  expect(missingSteps(steps, ['before']).map(({ step: name }) => name)).toEqual(['a', 'b']);
  expect(missingSteps(steps, ['after'])).toEqual([]);
});

test('what is typed counts before it is saved', () => {
  const steps = [step('a', 'reading', 120), step('b', 'tick')];
  expect(withDraft(steps, { a: '185', b: true }).map(({ answer }) => answer)).toEqual([185, true]);
  expect(missingSteps(withDraft(steps, { a: '', b: true }), ['before'])).toEqual([]);
});

test('a bath does not begin with a pressure, fever or water outside of the limits', () => {
  const measured = (name: string, answer: number, phase: ChecklistStep['phase'] = 'before') => ({
    ...step(name, 'reading', answer),
    phase,
  });
  const stopping = stoppingReadings('bath_home', [
    measured('systolic_before', 180),
    measured('pulse_before', 70),
    measured('temperature_before', 37.3),
    measured('water', 43),
    measured('systolic_after', 190, 'after'),
  ]);
  expect(stopping.map(({ reading, from, below }) => [reading, from, below])).toEqual([
    ['systolic', 90, 180],
    ['temperature', 35, 37.3],
    ['water', 38, 42.1],
  ]);
  expect(stoppingReadings('companionship', [measured('systolic_before', 200)])).toEqual([]);
});
