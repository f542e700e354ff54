import { expect, test } from '@jest/globals';
import { draftOf, missingSteps, newAnswers, type ChecklistStep } from './checklist.ts';

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
