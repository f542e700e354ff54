import { expect, test } from '@jest/globals';
import { Refusal } from '@nuanlin/shared';
import { problemOf } from './problem.ts';

test('a refusal says its reason in the words of the caller, and keeps the code for the client', () => {
  const refusal = new Refusal('WORKER_NOT_ELIGIBLE', { reason: 'SKILL_MISSING' });
  expect(problemOf(refusal, 'zh-CN', 'r')).toMatchObject({
    title: '不符合条件：缺少所需技能',
    data: { reason: 'SKILL_MISSING' },
  });
  expect(problemOf(refusal, 'en', 'r').title).toBe('Not eligible: Lacks a skill that the seat needs');
});
